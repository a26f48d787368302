import { breaks, chat, keeps } from "../../support/rules.ts";

breaks("L27", "a fifth active server, in the other data centre", chat, [["active: false", "active: ✗△true"]]);
breaks("L27", "an active server in the other data centre", chat, [
  ["pchat4.contoso.com, site: redmond, active: true", "pchat4.contoso.com, site: dublin, active: △true"],
]);
keeps("L27", "four active servers", chat, []);
