import { breaks, chat, keeps, plain } from "../../support/rules.ts";

breaks("L24", "a mirror in another data centre", plain, [
  ["sqlb.contoso.com, site: east", "sqlb.contoso.com, site: △west"],
]);
breaks("L24", "a back end's mirror in another data centre", chat, [
  ["sqlb.contoso.com, site: redmond", "sqlb.contoso.com, site: ✗dublin"],
]);
breaks("L24", "a secondary in the primary's data centre, said once", chat, [
  ["sqlc.contoso.com, site: dublin", "sqlc.contoso.com, site: ✗Redmond"],
]);
keeps("L24", "a site in other letters", plain, [["sqlb.contoso.com, site: east", "sqlb.contoso.com, site: EAST"]]);
keeps("L24", "a secondary in a third data centre", plain, [
  ["sqlc.contoso.com, site: west", "sqlc.contoso.com, site: north"],
  ["sqld.contoso.com, site: west", "sqld.contoso.com, site: north"],
]);
keeps("L24", "on plain SQL Server, a mirror far away that nobody waits for", plain, [
  ["sqlb.contoso.com, site: east", "sqlb.contoso.com, site: west"],
  ["      witness: w\n", "      mode: high-performance\n"],
]);
