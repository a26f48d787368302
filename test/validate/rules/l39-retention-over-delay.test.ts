import { breaks, keeps, plain } from "../../support/rules.ts";

breaks("L39", "a delay as long as the retentions", plain, [
  ["      backup:\n", "      △backup:\n"],
  ["copy: {", "△copy: {"],
  ["restore: {}", "restore: { delay: 72h, alertAfter: 4d }"],
]);
// Three restores after the delay there is no time left for.
keeps("L39", "a delay a minute shorter", plain, [["restore: {}", "restore: { delay: 4319m, alertAfter: 4d }"]], {
  also: ["L49"],
});
breaks("L39", "copies that are not kept at all", plain, [["copy: {", "copy: { retention: △0m,"]]);
