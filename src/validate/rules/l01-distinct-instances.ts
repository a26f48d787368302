import { sameAddress, sameServerName } from "../../model/host.ts";
import { type Part, sessionParts, sessions, shippings } from "../../model/roles.ts";
import type { Topology } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

/** The servers of one database that have to be different, the one to change last. */
function* groups(topology: Topology): Iterable<readonly Part[]> {
  for (const session of sessions(topology)) yield sessionParts(session);
  for (const { primaries, secondary, database } of shippings(topology)) {
    const to: Part = { server: secondary.server, at: `${secondary.at}/server`, role: "secondary" };
    const witness = database.mirroring?.witness;
    for (const primary of primaries) yield [primary, to];
    if (witness) yield [{ server: witness, at: `${database.mirroring.at}/witness`, role: "witness" }, to];
    if (!secondary.mirror) continue;
    const last: Part = { server: secondary.mirror.server, at: `${secondary.mirror.at}/server`, role: "mirror" };
    for (const primary of primaries) yield [primary, last];
  }
}

function compare(earlier: Part, later: Part): Finding | null {
  const [a, b] = [earlier.server, later.server];
  const hint = "Name another instance: each of these roles needs a server of its own.";
  if (a.id === b.id) return { at: later.at, message: `Server ${b.id} is the ${earlier.role} already.`, hint };
  if (sameAddress(a, b)) {
    return {
      at: later.at,
      message: `Server ${b.id} is the same instance as the ${earlier.role} ${a.id}, by its address.`,
      hint,
    };
  }
  if (!sameServerName(a, b)) return null;
  return { at: later.at, message: `Server ${b.id} and the ${earlier.role} ${a.id} are both ${a.serverName}.`, hint };
}

export const l01: Rule = {
  code: "L01",
  name: "distinct-instances",
  severity: "error",
  title: "Principal, mirror, witness and secondaries are different instances, by address and by serverName",
  why: "Mirroring needs two instances and log shipping a third: one that is both copies of a database protects nothing.",
  hint: "Name a server of its own for each role; give an instance one entry under servers.",
  source: "docs/database-engine/database-mirroring/database-mirroring-and-log-shipping-sql-server.md",
  example: {
    before: `
      databases:
        Stock:
          logShipping:
            primary: sql-b2
            secondaries:
              - { server: sql-b2, copy: { to: 'D:\\LogShip\\Stock' } }
    `,
    after: `
      databases:
        Stock:
          logShipping:
            primary: sql-b2
            secondaries:
              - { server: sql-a1, copy: { to: 'D:\\LogShip\\Stock' } }
    `,
  },
  *check(topology) {
    const told = new Set<string>();
    for (const parts of groups(topology)) {
      for (const [index, later] of parts.entries()) {
        const finding = parts
          .slice(0, index)
          .map((earlier) => compare(earlier, later))
          .find((found) => found !== null);
        if (!finding || told.has(finding.at)) continue;
        told.add(finding.at);
        yield finding;
      }
    }
  },
};
