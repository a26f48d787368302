import { expect, test } from "vitest";
import { validate } from "../../../src/validate/validate.ts";
import { alone, breaks, chat, type Edit, edited, keeps, plain } from "../../support/rules.ts";

const SHARE = "share: '\\\\fs1.contoso.com\\seed'";
const restored: Edit = ["        - server: c\n", "        - server: c\n          initialize: already-restored\n"];
const mirror: Edit = ["      seedShare: \\\\fs1.contoso.com\\seed\n", "      initialize: already-restored\n"];
breaks("L51", "copies that were restored before", plain, [
  ["  Sales:\n", `  Sales:\n    ✗seed: { ${SHARE} }\n`],
  restored,
  mirror,
]);
breaks("L51", "a secondary that was restored before", alone, [
  ["  Sales:\n", `  Sales:\n    ✗seed: { ${SHARE} }\n`],
  restored,
]);
keeps("L51", "a secondary that is made from it", plain, [["  Sales:\n", `  Sales:\n    seed: { ${SHARE} }\n`], mirror]);
keeps("L51", "a mirror that is made from it", plain, [["  Sales:\n", `  Sales:\n    seed: { ${SHARE} }\n`], restored]);
keeps("L51", "a seed that is turned off", alone, [["  Sales:\n", "  Sales:\n    seed: none\n"], restored]);
breaks("L51", "a mirror that the cmdlet makes, and no secondary", chat, [
  ["  mgccomp:\n", "  mgccomp:\n    ✗seed: { share: '\\\\fs1.contoso.com\\one' }\n"],
]);

test("of a database that has only a backup store it is not said that its mirror was restored", () => {
  const text = edited(chat, [
    ["    mirroring:\n      principal: a\n      mirror: b\n      seedShare: \\\\fs1.contoso.com\\seedcomp\n", ""],
    ["  mgccomp:\n", "  mgccomp:\n    seed: { share: '\\\\fs1.contoso.com\\one' }\n"],
  ]);
  const { diagnostics } = validate({ file: "topology.yaml", bytes: new TextEncoder().encode(text) });
  const told = diagnostics.filter(({ code }) => code === "L51");
  expect(told).toHaveLength(1);
  expect(told[0]?.message).not.toContain("restored");
});
