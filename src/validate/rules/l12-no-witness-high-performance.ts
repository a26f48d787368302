import type { Rule } from "../rule.ts";

export const l12: Rule = {
  code: "L12",
  name: "no-witness-high-performance",
  severity: "error",
  title: "High-performance mode has no witness",
  why: "There a witness brings no automatic failover, yet the database stops when the principal loses both the mirror and the witness.",
  hint: "Leave the witness out, or write mode: high-safety.",
  source: "docs/database-engine/database-mirroring/database-mirroring-operating-modes.md",
  example: {
    before: `
      databases:
        Sales:
          mirroring: { mode: high-performance, witness: sql-aw }
    `,
    after: `
      databases:
        Sales:
          mirroring: { mode: high-safety, witness: sql-aw }
    `,
  },
  *check(topology) {
    for (const { mirroring } of topology.databases) {
      if (mirroring?.mode !== "high-performance" || mirroring.witness === null) continue;
      yield {
        at: `${mirroring.at}/witness`,
        message: `The witness ${mirroring.witness.id} has no use in high-performance mode, and can stop the database.`,
        hint: "Leave the witness out, or write mode: high-safety.",
      };
    }
  },
};
