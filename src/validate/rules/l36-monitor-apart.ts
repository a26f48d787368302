import { sameInstance, sameSite } from "../../model/host.ts";
import { type Part, shipments } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l36: Rule = {
  code: "L36",
  name: "monitor-apart",
  severity: "warning",
  title: "The monitor is neither a primary nor a secondary, and not in the primary's data centre",
  why: "A monitor that is lost with what it watches cannot say so, and it cannot be changed without removal and set-up.",
  hint: "Use a server of its own in another data centre as the monitor.",
  source: "inference",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            monitor: { server: sql-a1 }   # the primary is sql-a1
    `,
    after: `
      databases:
        Sales:
          logShipping:
            monitor: { server: sql-b2 }   # the primary is sql-a1
    `,
  },
  *check(topology) {
    for (const { logShipping, primaries } of shipments(topology)) {
      const { monitor, primary, secondaries } = logShipping;
      if (monitor === null) continue;
      const parts: Part[] = [
        ...primaries,
        ...secondaries.map(({ at, server }): Part => ({ server, at: `${at}/server`, role: "secondary" })),
      ];
      const part = parts.find((one) => sameInstance(one.server, monitor.server));
      if (part === undefined && !sameSite(monitor.server.site, primary.site)) continue;
      yield {
        at: `${monitor.at}/server`,
        message: part
          ? `The monitor ${monitor.server.id} is a ${part.role} itself.`
          : `The monitor ${monitor.server.id} is in ${monitor.server.site}, with the primary ${primary.id}.`,
        hint: "Use a server of its own in another data centre.",
      };
    }
  },
};
