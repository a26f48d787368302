import type { Server, Topology } from "../../model/topology.ts";
import { type NoData, onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that makes the log shipping alert job on the monitor. */
export type MonitorData = NoData;

function step(server: Server, pointers: readonly string[]): Step<MonitorData & TsqlData> {
  return onServer<MonitorData>(server, {
    kind: "monitor",
    database: null,
    what: "monitor",
    role: "log shipping monitor",
    section: "monitor",
    title: `make the log shipping alert job on the monitor, ${server.serverName}`,
    purpose: [
      "The monitor raises the alerts for every primary and secondary that names it. They write their rows here themselves.",
    ],
    before: [
      "SQL Server Agent runs",
      "the accounts that primaries and secondaries connect by have a login here",
      // The linked server that their procedures make is called by the monitor's name (L58).
      `they reach it as ${server.serverName}, by that name alone: no port and no domain goes with it`,
    ],
    after: ["the alert job runs every two minutes"],
    undo: ["master.dbo.sp_delete_log_shipping_alert_job, once no set-up names this monitor"],
    duration: "seconds",
    sources: pointers,
    data: {},
  });
}

/** One for every monitor server. */
export function monitor(topology: Topology): readonly Step<MonitorData & TsqlData>[] {
  const pointers = new Map<Server, string[]>();
  for (const { logShipping } of topology.databases) {
    if (logShipping?.monitor == null) continue;
    pointers.set(logShipping.monitor.server, [
      ...(pointers.get(logShipping.monitor.server) ?? []),
      logShipping.monitor.at,
    ]);
  }
  return [...pointers].map(([server, at]) => step(server, at));
}
