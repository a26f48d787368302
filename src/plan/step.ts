import type { Server } from "../model/topology.ts";
import type { Runs } from "./powershell.ts";
import { address, type ServerFacts, serverFacts } from "./server.ts";
import type { Format, Step } from "./types.ts";

/** Where a step is run, and in what it is written. */
type Target = Pick<Step, "server" | "serverName" | "runsOn" | "address" | "format">;

/** What most steps have not. */
type Rare = Pick<
  Step,
  "localDatabase" | "group" | "section" | "undo" | "takenBackBy" | "readOnly" | "caller" | "page" | "inputs"
>;

/** What a kind of step says of one of its steps; the rest follows from the server. */
export type StepText<Data extends object> = Omit<Step<Data>, keyof Target | keyof Rare> & Partial<Rare>;

/** Data of every T-SQL script, beside the header. */
export interface TsqlData {
  /** The server that the script is for. */
  readonly server: ServerFacts;
}

/** Data of every PowerShell script, beside the header. */
export interface PowerShellData {
  /** Where the script is run, and by whom. */
  readonly runs: Runs;
}

/** For a kind of step whose template gets the header and the server alone. */
export type NoData = Readonly<Record<never, never>>;

/** One object is spread, and it stands first: a second one costs more than all else that a kind of step does. */
function stepAt<Data extends object>(target: Target, text: StepText<object>, data: Data): Step<Data> {
  const { localDatabase = null, group = null, section = null, undo = [], readOnly = false } = text;
  const { takenBackBy = [], caller = "sysadmin", page = [], inputs = [] } = text;
  const { server, serverName, runsOn, address, format } = target;
  return {
    ...text,
    server,
    serverName,
    runsOn,
    address,
    format,
    localDatabase,
    group,
    section,
    undo,
    takenBackBy,
    readOnly,
    caller,
    page,
    inputs,
    data,
  };
}

/** A T-SQL step: a script that runs on one SQL Server instance. Its template gets the server's facts as `server`. */
export function onServer<Data extends object>(server: Server, text: StepText<Data>): Step<Data & TsqlData> {
  const facts = serverFacts(server);
  const { id, serverName } = server;
  const target: Target = { server: id, serverName, runsOn: [id], address: facts.address, format: "tsql" };
  return stepAt(target, text, { ...text.data, server: facts });
}

/** A PowerShell step for one SQL Server instance. */
export function byPowerShell<Data extends PowerShellData>(server: Server, text: StepText<Data>): Step<Data> {
  const { id, serverName } = server;
  const target: Target = { server: id, serverName, runsOn: [id], address: address(server), format: "powershell" };
  return stepAt(target, text, text.data);
}

/** A PowerShell step or a sheet for the pool, run from a Skype for Business Server Management Shell. */
export function forPool<Data extends object>(format: Exclude<Format, "tsql">, text: StepText<Data>): Step<Data> {
  return stepAt({ server: "pool", serverName: null, runsOn: [], address: null, format }, text, text.data);
}

/** A PowerShell step for several servers, run on the computer of each: one script, which finds out where it is. */
export function onEachComputer<Data extends PowerShellData>(
  servers: readonly Server[],
  text: StepText<Data>,
): Step<Data> {
  const runsOn = servers.map(({ id }) => id);
  return stepAt({ server: "servers", serverName: null, runsOn, address: null, format: "powershell" }, text, text.data);
}
