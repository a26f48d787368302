import { breaks, chat, keeps, plain } from "../../support/rules.ts";

breaks("L09", "SQL Server 2016 for Skype for Business 2015, said once", chat, [["version: 2014", "version: △2016"]]);
breaks("L09", "SQL Server 2014 for Lync Server 2013", chat, [
  ["skype-for-business-2015", "lync-server-2013"],
  ["version: 2014", "version: △2014"],
]);
keeps("L09", "SQL Server 2012 for both", chat, [["version: 2014", "version: 2012"]]);
keeps("L09", "SQL Server 2008 R2 for Lync Server 2013", chat, [
  ["skype-for-business-2015", "lync-server-2013"],
  ["version: 2014", "version: 2008R2"],
]);
keeps("L09", "any version without Persistent Chat", plain, []);
