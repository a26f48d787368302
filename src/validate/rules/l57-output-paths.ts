import { databaseFileName } from "../../model/file-name.ts";
import type { Database, Server, Topology } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

/** What Windows takes of a path, the end not counted, where long paths are not enabled. */
const WINDOWS = 259;
/** What is left for the folder that the topologies' folders stand in. */
const OUTPUT = 49;
/** A topology's folder, as it is called while its files are written: what writes them is a later stage, and a test has both in one. */
export const staged = (name: string): string => `.${name}.hadrian-new`;
/** The longest of the words that say what a script of a database does: of the set-up, of the removal, of a copy that stops, takes over, gets its mirror. */
const SET_UP = "install-mirror";
const REMOVED = "remove-secondary";
const STOPPED = "stop-shipping";
const FORCED = "force-service";
const TAKES_OVER = "primary-only";
const MIRRORED = "mirror-restore-for";

function partsOf({ mirroring, logShipping, backupStore }: Database): readonly Server[] {
  const stores = backupStore === null ? [] : [backupStore.server];
  const partners = mirroring === null ? [] : [mirroring.principal, mirroring.mirror, mirroring.witness];
  const shipped =
    logShipping === null
      ? []
      : [logShipping.primary, ...logShipping.secondaries.flatMap(({ server, mirror }) => [server, mirror?.server])];
  return [...partners, ...shipped, ...stores].filter((server) => server != null);
}

/** How long the longest path of a database's scripts is, from the output folder on. */
export function longestPath(topology: Topology, database: Database): number {
  const { mirroring, logShipping } = database;
  const file = (name: string) => databaseFileName(topology, name);
  const phase = mirroring !== null && logShipping !== null ? "05-mirror-as-primary" : "04-databases";
  const names = [database.name, ...(logShipping?.secondaries.map((secondary) => secondary.database) ?? [])].map(file);
  const longest = (texts: readonly string[]) => Math.max(0, ...texts.map((text) => text.length));
  const ids = longest(partsOf(database).map(({ id }) => id));
  const script = (what: string) => "10-".length + ids + ".".length + longest(names) + `.${what}.sql`.length;
  // The file that takes a secondary off a primary's list names its server, and the copy where that server has several.
  const forgets = (logShipping?.secondaries ?? []).map(({ server, database: copy }, _, all) => {
    const isOne = all.filter((one) => one.server.id === server.id).length === 1;
    return `forget-${server.id}${isOne ? "" : `.${file(copy)}`}`;
  });
  const mirrored = (logShipping?.secondaries ?? [])
    .filter(({ mirror }) => mirror !== null)
    .map(({ server }) => `${MIRRORED}-${server.id}`);
  const folder = (inside: string) => `${staged(topology.name)}/${inside}/${file(database.name)}/`.length;
  return Math.max(
    folder(`setup/${phase}`) + script(SET_UP),
    `${staged(topology.name)}/failover-site/02-stop-shipping/`.length + (logShipping === null ? 0 : script(STOPPED)),
    folder("failover-pair/02-databases") + (mirroring === null ? 0 : script(FORCED)),
    folder("failover-site/04-databases") + (logShipping === null ? 0 : script(TAKES_OVER)),
    folder("failover-site/06-mirror") + Math.max(0, ...mirrored.map(script)),
    folder("remove/01-databases") + Math.max(...[REMOVED, ...forgets].map(script)),
  );
}

export const l57: Rule = {
  code: "L57",
  name: "output-paths",
  severity: "warning",
  title: `Below the output folder no script's path is longer than ${WINDOWS - OUTPUT} characters`,
  why: `Windows takes paths of ${WINDOWS} characters where long paths are not enabled, with the folder that the output lies in; sqlcmd does not open a longer one.`,
  hint: "Shorten the topology's name or the servers' ids, or keep the output in a short folder, such as C:\\out.",
  source: "https://learn.microsoft.com/windows/win32/fileio/maximum-file-path-limitation",
  example: {
    before: `
      name: department-of-records-and-archives-production
      databases:
        Department_of_Records_and_Archives_Correspondence_1998_to_2026:
          logShipping:
            primary: sql-a1
            backup: { share: '\\\\fs1\\logship' }
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip\\Records' } }
    `,
    after: `
      name: records-production
      databases:
        Department_of_Records_and_Archives_Correspondence_1998_to_2026:
          logShipping:
            primary: sql-a1
            backup: { share: '\\\\fs1\\logship' }
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip\\Records' } }
    `,
  },
  *check(topology) {
    for (const database of topology.databases) {
      const length = longestPath(topology, database);
      if (length <= WINDOWS - OUTPUT) continue;
      yield {
        at: database.at,
        message: `Its scripts have paths of up to ${length} characters from the output folder on; Windows takes ${WINDOWS} in all.`,
        hint: `Keep the output in a folder of at most ${WINDOWS - length} characters on Windows, or shorten the topology's name or the servers' ids.`,
      };
    }
  },
};
