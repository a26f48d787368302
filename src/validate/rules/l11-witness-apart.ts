import { sameHost, sameInstance } from "../../model/host.ts";
import { sessions } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l11: Rule = {
  code: "L11",
  name: "witness-apart",
  severity: "error",
  also: "warning",
  title: "The witness is neither partner, and shares no host with one",
  why: "A witness decides who is lost: it must not be lost together with a partner.",
  hint: "Name a witness on a host of its own, or leave it out.",
  source: "docs/database-engine/database-mirroring/database-mirroring-witness.md",
  example: {
    before: `
      servers:
        sql-aw: { host: sqla2.contoso.com, instance: WITNESS, endpoint: { port: 5023 } }
      databases:
        Sales:
          mirroring: { principal: sql-a1, mirror: sql-a2, witness: sql-aw }   # sql-a2 is on sqla2
    `,
    after: `
      servers:
        sql-aw: { host: sqlaw.contoso.com, instance: WITNESS, endpoint: { port: 5023 } }
      databases:
        Sales:
          mirroring: { principal: sql-a1, mirror: sql-a2, witness: sql-aw }   # sql-a2 is on sqla2
    `,
  },
  *check(topology) {
    for (const { principal, mirror, witness } of sessions(topology)) {
      if (witness === null) continue;
      const partner = [principal, mirror].find((one) => sameHost(one.server.host, witness.server.host));
      if (partner === undefined) continue;
      const same = sameInstance(partner.server, witness.server);
      yield {
        at: witness.at,
        severity: same ? "error" : "warning",
        message: same
          ? `The witness ${witness.server.id} is the ${partner.role}.`
          : `The witness ${witness.server.id} is on the host of the ${partner.role} ${partner.server.id}.`,
        hint: "Name a witness on a host of its own, or leave the witness out.",
      };
    }
  },
};
