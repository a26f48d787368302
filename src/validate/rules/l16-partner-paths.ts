import type { Rule } from "../rule.ts";

export const l16: Rule = {
  code: "L16",
  name: "partner-paths",
  severity: "warning",
  title: "Both partners keep the database's files in the same folders",
  why: "A file that is added later is created on the mirror at the principal's path; where that does not exist, mirroring is suspended.",
  hint: "Leave dataPath and logPath out, and give the mirror the principal's folders.",
  source: "docs/database-engine/database-mirroring/prepare-a-mirror-database-for-mirroring-sql-server.md",
  example: {
    before: `
      databases:
        Sales:
          mirroring: { principal: sql-a1, mirror: sql-a2, dataPath: 'E:\\Data' }
    `,
    after: `
      databases:
        Sales:
          mirroring: { principal: sql-a1, mirror: sql-a2 }
    `,
  },
  *check(topology) {
    for (const { mirroring } of topology.databases) {
      if (!mirroring) continue;
      for (const key of ["dataPath", "logPath"] as const) {
        const path = mirroring[key];
        if (path === null) continue;
        yield {
          at: `${mirroring.at}/${key}`,
          message: `The mirror has its files in ${path} rather than where the principal has them.`,
          hint: `Leave ${key} out and give the mirror the principal's folders.`,
        };
      }
    }
  },
};
