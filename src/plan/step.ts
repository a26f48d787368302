import type { Server } from "../model/topology.ts";
import { serverFacts } from "./server.ts";
import type { Step } from "./types.ts";

/** What a kind of step says of one of its steps; the rest follows from the server. */
export type StepText = Omit<
  Step,
  "server" | "serverName" | "address" | "language" | "readOnly" | "section" | "page" | "inputs" | "undo"
> &
  Partial<Pick<Step, "readOnly" | "section" | "page" | "inputs" | "undo">>;

const optional = { readOnly: false, section: null, page: [], inputs: [], undo: [] } as const;

/** A T-SQL step: a script that runs on one SQL Server instance. Its template gets the server's facts as `server`. */
export function onServer(server: Server, text: StepText): Step {
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

/** A PowerShell step or a sheet for the pool, run from a Skype for Business Server Management Shell. */
export function forPool(language: "powershell" | "markdown", text: StepText): Step {
  return { ...optional, ...text, server: "pool", serverName: null, address: null, language };
}
