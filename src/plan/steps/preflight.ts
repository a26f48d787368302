import { hasPersistentChat } from "../../model/roles.ts";
import type { Server, Topology } from "../../model/topology.ts";
import type { PageStep } from "../page.ts";
import { hasRole, type Participation, participants, participations, type Role, roleText } from "../participants.ts";
import { type ComparePart, compareParts } from "../preflight/compare.ts";
import { type MirrorPart, mirrorParts, type SourcePart, sourceParts } from "../preflight/databases.ts";
import { type EndpointPart, endpointParts } from "../preflight/endpoint.ts";
import { type FoldersPart, folderParts } from "../preflight/folders.ts";
import { type LaterPart, type MonitorPart, otherParts, type WitnessPart } from "../preflight/others.ts";
import { type SecondaryPart, secondaryParts } from "../preflight/secondary.ts";
import { type ServerPart, serverPart } from "../preflight/server.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** What preflight looks at on a server, each in a batch of its own. */
export type PreflightPart = (
  | ServerPart
  | EndpointPart
  | SourcePart
  | MirrorPart
  | SecondaryPart
  | WitnessPart
  | MonitorPart
  | LaterPart
  | FoldersPart
  | ComparePart
) & {
  /** Nothing is looked at after it. */
  readonly last: boolean;
};

/** The script that looks at a server before anything is changed. */
export interface PreflightData {
  /** The parts in their order; `kind` says what a part holds. */
  readonly parts: readonly PreflightPart[];
}

const pages = (topology: Topology, ids: readonly PageStep[]): readonly PageStep[] =>
  hasPersistentChat(topology) ? ids : [];

function page(topology: Topology, parts: readonly Participation[]): readonly PageStep[] {
  return pages(topology, [
    ...(hasRole(parts, "principal", "primary").length > 0 ? (["note.availability-groups"] as const) : []),
    ...(hasRole(parts, "secondary").length > 0 ? (["primary.agent"] as const) : []),
    ...(hasRole(parts, "mirror").length > 0 ? (["mirror.3"] as const) : []),
  ]);
}

function step(topology: Topology, server: Server): Step<PreflightData & TsqlData> {
  const mine = participations(topology, server);
  const comparing = compareParts(server, mine);
  const of = (...roles: readonly Role[]) => hasRole(mine, ...roles).map(({ database }) => database);
  const all = [
    serverPart(server, mine),
    ...endpointParts(topology, server, mine),
    ...sourceParts(topology, server, of("principal", "primary")),
    ...mirrorParts(topology, server, of("mirror")),
    ...secondaryParts(topology, hasRole(mine, "secondary")),
    ...otherParts(mine),
    ...folderParts(server, mine),
    ...comparing,
  ];
  return onServer<PreflightData>(server, {
    kind: "preflight",
    database: null,
    what: "preflight",
    role: roleText(mine),
    title: `look at ${server.serverName} before anything is changed`,
    purpose: [
      "Reads what the set-up relies on, and prints a line for each check: PASS, WARN (read it and decide) or FAIL (the set-up would",
      "stop at it, or do harm). INFO lines say what is there. Changes nothing.",
      ...(comparing.length > 0
        ? [
            "At the end it prints statements to paste into a query window on each server that gets a copy: they name the logins and",
            "certificates of the databases here that are missing there.",
          ]
        : []),
    ],
    before: [
      "this is the server, the caller is sysadmin, and no transaction is open: nothing else keeps it from looking",
      // The network script is PowerShell for Windows.
      server.os === "windows"
        ? "what T-SQL cannot see (the Agent's account on shares, free space, ports) is looked at by the network script of this folder"
        : "what T-SQL cannot see (the Agent and its account, mounted folders, free space, ports) is looked at by hand on this server",
    ],
    after: [
      "every line read: no FAIL, and each WARN understood; where clocks or logins are printed, compared with the partners'",
    ],
    undo: ["nothing to take back: it only reads"],
    duration: "a minute; longer where a share does not answer",
    readOnly: true,
    page: page(topology, mine),
    sources: [server.at, ...new Set(mine.map(({ database }) => database.at))],
    data: { parts: all.map((part, index) => ({ ...part, last: index === all.length - 1 })) },
  });
}

/** One for each server that takes part in something. */
export function preflight(topology: Topology): readonly Step<PreflightData & TsqlData>[] {
  return participants(topology).map((server) => step(topology, server));
}
