import type { Server } from "../../model/topology.ts";
import { isMade, usedFolders, useText } from "../folders.ts";
import type { Participation } from "../participants.ts";
import type { Part } from "./part.ts";

/** The folders that the engine reads or writes. */
export interface FoldersPart extends Part<"folders"> {
  /** The account of the database engine, as the topology says it. */
  readonly account: string;
  /** The folders. */
  readonly folders: readonly {
    /** The folder. */
    readonly path: string;
    /** What it is for. */
    readonly use: string;
    /** 1: the set-up makes it, so that it may be missing now; 0: it has to be there. */
    readonly made: 0 | 1;
  }[];
}

/** Every folder that the engine of this server reads or writes. */
export function folderParts(server: Server, parts: readonly Participation[]): FoldersPart[] {
  const all = usedFolders(parts, false).map((folder) => ({
    path: folder.path,
    use: useText(folder),
    made: isMade(server, folder) ? (1 as const) : (0 as const),
  }));
  if (all.length === 0) return [];
  return [
    {
      kind: "folders",
      heading: "Folders, as the engine's account sees them",
      account: server.engineAccount,
      folders: all,
    },
  ];
}
