import { shipments } from "../../model/roles.ts";
import type { Duration, Pointer } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

function* shorter(what: string, retention: Duration, outage: Duration, at: Pointer): Iterable<Finding> {
  if (retention.seconds >= outage.seconds) return;
  yield {
    at: `${at}/retention`,
    message: `${what} are deleted after ${retention.text}, but an outage of ${outage.text} has to be survived.`,
    hint: `Write retention: ${outage.text} or more.`,
  };
}

export const l26: Rule = {
  code: "L26",
  name: "survive-outage",
  severity: "warning",
  title: "No retention is shorter than surviveOutage",
  why: "A log backup that is deleted before the secondary has restored it breaks the chain: the copy has to be seeded again.",
  hint: "Write retentions of at least surviveOutage, with room to spare.",
  source: "inference",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            surviveOutage: 72h
            backup: { retention: 24h }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            surviveOutage: 72h
            backup: { retention: 96h }
    `,
  },
  *check(topology) {
    for (const { logShipping } of shipments(topology)) {
      const { surviveOutage, backup, secondaries } = logShipping;
      if (surviveOutage === null) continue;
      yield* shorter("Backups on the share", backup.retention, surviveOutage, backup.at);
      for (const { copy } of secondaries) yield* shorter("Copied backups", copy.retention, surviveOutage, copy.at);
    }
  },
};
