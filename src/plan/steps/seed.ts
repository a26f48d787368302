import type { Secondary, Topology } from "../../model/topology.ts";
import { databaseNames, fileDatabase } from "../file-name.ts";
import { primaryFacts } from "../log-shipping.ts";
import { inFolder } from "../paths.ts";
import { onServer } from "../step.ts";
import type { Step } from "../types.ts";

/** The name of the full backup that secondaries are made from. It cannot be taken for a shipped `<db>_<UTC>.trn`. */
export function seedFileName(topology: Topology, database: string): string {
  return `${fileDatabase(database, databaseNames(topology))}.ship-seed.bak`;
}

const isSeeded = (secondary: Secondary): boolean => secondary.initialize === "full-backup";

/** On the primary of every database of which some secondary is made from a full backup. */
export function seed(topology: Topology): readonly Step[] {
  return topology.databases.flatMap((database) => {
    const shipping = database.logShipping;
    if (shipping === null || !shipping.secondaries.some(isSeeded)) return [];
    const { primary, backup } = shipping;
    const file = inFolder(backup.directory, seedFileName(topology, database.name), primary.os);
    return [
      onServer(primary, {
        kind: "seed",
        phase: "setup/04-log-shipping",
        number: 10,
        database: database.name,
        what: "seed",
        role: database.mirroring === null ? "log shipping primary" : "mirroring principal and log shipping primary",
        title: `back up ${database.name} for its secondaries`,
        purpose: ["A full backup to the log shipping share, from which the secondaries are made."],
        before: [
          `${database.name} is ONLINE${database.mirroring === null ? "" : " and the mirroring principal here"}, and not in the simple recovery model`,
          `the engine's account may write to ${backup.directory}`,
        ],
        after: [`${file} holds a full backup`],
        undo: ["delete the file; no job uses it once the secondaries are restored"],
        next: "04 of the runbook: restore it on the secondary.",
        duration: "as long as a full backup of the database",
        page: topology.platform === "sql-server" ? [] : ["primary.13"],
        sources: [backup.at, ...shipping.secondaries.map(({ at }) => `${at}/initialize`)],
        data: {
          file,
          mirrored: database.mirroring !== null,
          primary: primaryFacts(shipping),
          secondaryCount: shipping.secondaries.length,
        },
      }),
    ];
  });
}
