import { hasPersistentChat } from "../../model/roles.ts";
import type { Server, Topology } from "../../model/topology.ts";
import { type ServerRow, serverRow } from "../computer.ts";
import { isMade, type Rights, type UsedFolder, usedFolders } from "../folders.ts";
import { type Participation, participants, participations } from "../participants.ts";
import { address } from "../server.ts";
import {
  agentAccount,
  agentService,
  engineAccount,
  engineService,
  machineOf,
  type Service,
  type ServiceAccount,
} from "../service-account.ts";
import { byPowerShell, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";

/** A service that uses the folders. */
interface FolderService {
  /** The parameter of a folder's line that is this service's. */
  readonly of: "Engine" | "Agent";
  /** The name of the service's own identifier, which the rights are given to. */
  readonly identity: string;
  /** That identifier. */
  readonly sid: string;
  /** How its account is written: a right that this one has counts too. */
  readonly accounts: readonly string[];
}

/** A name of System.Security.AccessControl.FileSystemRights. */
type FileSystemRights = "ReadAndExecute" | "Modify" | "FullControl";

/** The script that makes a server's own folders, and gives its services the rights that they need there. */
export interface FoldersData extends PowerShellData {
  /** The server, in a table of one row: it finds itself as the network script does. */
  readonly servers: readonly ServerRow[];
  /** The engine and SQL Server Agent. */
  readonly services: readonly FolderService[];
  /** The folders, by what the services have to be able to do in them. */
  readonly folders: readonly ServiceFolders[];
}

/** Folders in which the services need the same. */
interface ServiceFolders {
  /** What the engine has to be able to do there; empty for nothing. */
  readonly engine: FileSystemRights | "";
  /** What SQL Server Agent has to be able to do there; empty for nothing. */
  readonly agent: FileSystemRights | "";
  /** The folders, written with backslashes, and without one at the end. */
  readonly paths: readonly string[];
}

const RIGHTS: Readonly<Record<Rights, FileSystemRights>> = {
  read: "ReadAndExecute",
  modify: "Modify",
  full: "FullControl",
};

const rightsOf = (rights: Rights | null): FileSystemRights | "" => (rights === null ? "" : RIGHTS[rights]);

/** Well-known identifiers: the names differ from language to language. */
const WELL_KNOWN: ReadonlyMap<string, string> = new Map([
  ["LocalSystem", "S-1-5-18"],
  ["NT AUTHORITY\\LocalService", "S-1-5-19"],
  ["NT AUTHORITY\\NetworkService", "S-1-5-20"],
]);

function folderService(of: FolderService["of"], { identity, sid }: Service, { forms }: ServiceAccount): FolderService {
  const known = WELL_KNOWN.get(forms[0] ?? "");
  return { of, identity, sid, accounts: known === undefined ? forms : [known] };
}

function folderRows(made: readonly UsedFolder[]): readonly ServiceFolders[] {
  const rows = new Map<string, ServiceFolders>();
  for (const { path, engine, agent } of made) {
    const key = `${engine} ${agent}`;
    const row = rows.get(key) ?? { engine: rightsOf(engine), agent: rightsOf(agent), paths: [] };
    // One separator, by which the script looks for links on the way.
    const folder = path.replaceAll("/", "\\").replace(/(?<!\\)\\+$/, "");
    rows.set(key, { ...row, paths: [...row.paths, folder] });
  }
  return [...rows.values()];
}

function step(server: Server, parts: readonly Participation[], made: readonly UsedFolder[]): Step<FoldersData> {
  const machine = machineOf(server);
  return byPowerShell<FoldersData>(server, {
    kind: "folders",
    database: null,
    what: "folders",
    role: "server with folders of its own",
    title: `make the missing folders of ${server.serverName}, with the rights of its services`,
    purpose: [
      "Folders of this computer that log shipping and mirroring use. A share of one is made by whoever runs it.",
    ],
    before: [
      `it is run on ${machine} itself; where the computer has another name, as in a failover cluster, with -Server ${server.id}`,
      "the drives of the folders are there",
    ],
    after: ["each folder is there, and the engine and SQL Server Agent have their rights in it"],
    undo: ["remove what it made, named in its CHANGED lines, once nothing uses it; no script does"],
    duration: "seconds; longer where a folder with many files gets a right",
    sources: [server.at, ...new Set(parts.map(({ database }) => database.at))],
    data: {
      runs: {
        server: `${server.serverName}   (topology id ${server.id}; connect to ${address(server)})`,
        shell: "Windows PowerShell or PowerShell 7, on the computer itself, run as administrator",
        as: "a local administrator of that computer",
      },
      servers: [serverRow(server)],
      services: [
        folderService("Engine", engineService(server), engineAccount(server)),
        folderService("Agent", agentService(server), agentAccount(server)),
      ],
      folders: folderRows(made),
    },
  });
}

/** One for every Windows server that uses a folder of its own. */
export function folders(topology: Topology): readonly Step<FoldersData>[] {
  const chat = hasPersistentChat(topology);
  return participants(topology).flatMap((server) => {
    const parts = participations(topology, server);
    const made = usedFolders(parts, chat).filter((folder) => isMade(server, folder));
    return made.length === 0 ? [] : [step(server, parts, made)];
  });
}
