import { breaks, keeps, plain } from "../../support/rules.ts";

breaks("L36", "a monitor in the primary's data centre", plain, [
  ["sqlm.contoso.com, site: west", "sqlm.contoso.com, site: East"],
  ["monitor: { server: m }", "monitor: { server: △m }"],
]);
breaks("L36", "a monitor that is the secondary", plain, [["monitor: { server: m }", "monitor: { server: △c }"]]);
breaks("L36", "a monitor that is the mirror", plain, [["monitor: { server: m }", "monitor: { server: △b }"]]);
keeps("L36", "a monitor in a third data centre", plain, [
  ["sqlm.contoso.com, site: west", "sqlm.contoso.com, site: north"],
]);
