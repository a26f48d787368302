import type { Server } from "../../model/topology.ts";
import { usedFolders, useText } from "../folders.ts";
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
  }[];
}

/** Every folder that the engine of this server reads or writes. */
export function folderParts(server: Server, parts: readonly Participation[]): FoldersPart[] {
  const all = usedFolders(parts, false).map((folder) => ({ path: folder.path, use: useText(folder) }));
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
