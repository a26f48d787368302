import { editionOf, editionsOf, existsIn } from "../../model/product.ts";
import { hasPersistentChat, serverSessions, shippings } from "../../model/roles.ts";
import type { Server, Topology } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

/** The editions of a server's version that a role permits, as a hint lists them. */
const permitted = ({ version }: Server, isPermitted: (facts: ReturnType<typeof editionOf>) => boolean): string =>
  editionsOf(version)
    .filter((edition) => isPermitted(editionOf({ edition })))
    .join(", ");

/** What does not exist in its version is L60's: it may be anything that it is corrected to. */
const exists = ({ edition, version }: Server): boolean => existsIn(edition, version);

function* partners(topology: Topology, told: Set<Server>): Iterable<Finding> {
  for (const { principal, mirror } of serverSessions(topology)) {
    for (const { server } of [principal, mirror]) {
      if (!exists(server) || editionOf(server).mirroring !== "witness" || told.has(server)) continue;
      told.add(server);
      yield {
        at: `${server.at}/edition`,
        message: `In mirroring the ${server.edition} edition can be a witness only.`,
        hint: `Mirror with one of ${permitted(server, (facts) => facts.mirroring !== "witness")}.`,
      };
    }
  }
}

function* shipped(topology: Topology, told: Set<Server>): Iterable<Finding> {
  for (const { logShipping, primaries, secondary } of shippings(topology)) {
    const servers = [...primaries.map((part) => part.server), secondary.server];
    if (logShipping.monitor) servers.push(logShipping.monitor.server);
    for (const server of servers) {
      if (!exists(server) || editionOf(server).logShipping || told.has(server)) continue;
      told.add(server);
      yield {
        at: `${server.at}/edition`,
        message: `The ${server.edition} edition has neither log shipping nor SQL Server Agent.`,
        hint: `Ship with one of ${permitted(server, (facts) => facts.logShipping)}; the monitor too needs SQL Server Agent.`,
      };
    }
  }
}

export const l08: Rule = {
  code: "L08",
  name: "edition-roles",
  severity: "error",
  title: "Each edition permits its server's role; Skype and the standard edition mirror with high-safety",
  why:
    "Express has no log shipping; Express and Web take part in mirroring as a witness only. Standard and Business Intelligence mirror " +
    "with full safety only, and so do the back ends of Skype for Business.",
  hint: "Use the enterprise or standard edition for partners, any but express for log shipping; leave mode out for high-safety.",
  source: "docs/sql-server/editions-and-components-of-sql-server-2019.md",
  example: {
    before: `
      servers:
        sql-b1: { edition: express }   # a secondary
    `,
    after: `
      servers:
        sql-b1: { edition: standard }   # a secondary
    `,
  },
  *check(topology) {
    const told = new Set<Server>();
    yield* shipped(topology, told);
    yield* partners(topology, told);
    for (const { mirroring } of topology.databases) {
      if (mirroring?.mode !== "high-performance") continue;
      const limited = [mirroring.principal, mirroring.mirror].find(
        (one) => exists(one) && editionOf(one).mirroring === "full-safety",
      );
      if (!hasPersistentChat(topology) && limited === undefined) continue;
      yield {
        at: `${mirroring.at}/mode`,
        message: limited
          ? `Server ${limited.id} is ${limited.edition}, which mirrors with high-safety only.`
          : `${topology.platform} mirrors with high-safety only.`,
        hint: "Write mode: high-safety, or leave it out.",
      };
    }
  },
};
