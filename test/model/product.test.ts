import { describe, expect, it } from "vitest";
import { compareVersions, editionOf, editionsOf, existsIn, releaseOf } from "../../src/model/product.ts";
import { type Edition, VERSIONS } from "../../src/model/topology.ts";

/** What SERVERPROPERTY('Edition') answers: its page, and for the two of 2025 what servers say of themselves. */
const NAMES: readonly (readonly [Edition, readonly string[]])[] = [
  ["enterprise", ["Enterprise Edition", "Enterprise Edition: Core-based Licensing", "Enterprise Evaluation Edition"]],
  ["developer", ["Developer Edition"]],
  ["enterprise-developer", ["Enterprise Developer Edition"]],
  ["standard", ["Standard Edition"]],
  ["standard-developer", ["Standard Developer Edition"]],
  ["business-intelligence", ["Business Intelligence Edition"]],
  ["web", ["Web Edition"]],
  ["express", ["Express Edition", "Express Edition with Advanced Services"]],
];

describe("editions", () => {
  it.each(NAMES)("%s is recognized by its name, and no other is", (edition, own) => {
    const pattern = new RegExp(`^${editionOf({ edition }).pattern.replaceAll("%", ".*")}$`);
    const known = NAMES.flatMap(([, names]) => names).filter((name) => pattern.test(`${name} (64-bit)`));
    expect(known).toEqual(own);
  });

  it("of a release are those of its page", () => {
    const before: Edition[] = ["enterprise", "developer", "standard", "web", "express"];
    const now: Edition[] = ["enterprise", "enterprise-developer", "standard", "standard-developer", "express"];
    for (const version of VERSIONS) {
      const short = version === "2012" || version === "2014";
      const expected = version === "2025" ? now : short ? [...before, "business-intelligence"] : before;
      expect(editionsOf(version).sort(), version).toEqual([...expected].sort());
    }
    expect(existsIn("developer", "2022") && !existsIn("developer", "2025")).toBe(true);
  });
});

describe("releases", () => {
  it("begin to have what they have, and keep it", () => {
    for (const has of ["linux", "strict", "connectionOptions"] as const) {
      const first = VERSIONS.find((version) => releaseOf({ version })[has]);
      const expected = VERSIONS.map((version) => compareVersions(version, first ?? "2008R2") >= 0);
      expect(VERSIONS.map((version) => releaseOf({ version })[has])).toEqual(expected);
    }
  });
});
