import { databaseFileName } from "../model/file-name.ts";
import type { Topology } from "../model/topology.ts";
import type { Format, Step } from "./types.ts";

const EXTENSION: Readonly<Record<Format, string>> = { tsql: "sql", powershell: "ps1", markdown: "md" };

/** `<nn>-<server>[.<database>].<what>.<ext>`, within its folder. */
export function stepPath(step: Step, number: number, topology: Topology): string {
  const name = step.localDatabase ?? step.database;
  const database = name === null ? "" : `.${databaseFileName(topology, name)}`;
  return `${String(number).padStart(2, "0")}-${step.server}${database}.${step.what}.${EXTENSION[step.format]}`;
}
