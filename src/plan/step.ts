import type { Server } from "../model/topology.ts";
import type { Runs } from "./powershell.ts";
import { address, type ServerFacts, serverFacts } from "./server.ts";
import type { Step } from "./types.ts";

/** What a kind of step says of one of its steps; the rest follows from the server. */
export type StepText<Data extends object> = Omit<
  Step<Data>,
  "server" | "serverName" | "address" | "language" | "readOnly" | "section" | "page" | "inputs" | "undo"
> &
  Partial<Pick<Step, "readOnly" | "section" | "page" | "inputs" | "undo">>;

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

const optional = { readOnly: false, section: null, page: [], inputs: [], undo: [] } as const;

/** A T-SQL step: a script that runs on one SQL Server instance. Its template gets the server's facts as `server`. */
export function onServer<Data extends object>(server: Server, text: StepText<Data>): Step<Data & TsqlData> {
  const facts = serverFacts(server);
  return {
    ...optional,
    ...text,
    server: server.id,
    serverName: server.serverName,
    address: facts.address,
    language: "tsql",
    data: { ...text.data, server: facts },
  };
}

/** A PowerShell step for one SQL Server instance. */
export function byPowerShell<Data extends PowerShellData>(server: Server, text: StepText<Data>): Step<Data> {
  return {
    ...optional,
    ...text,
    server: server.id,
    serverName: server.serverName,
    address: address(server),
    language: "powershell",
  };
}

/** A PowerShell step or a sheet for the pool, run from a Skype for Business Server Management Shell. */
export function forPool<Data extends object>(language: "powershell" | "markdown", text: StepText<Data>): Step<Data> {
  return { ...optional, ...text, server: "pool", serverName: null, address: null, language };
}
