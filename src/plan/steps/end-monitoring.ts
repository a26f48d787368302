import type { Server, Topology } from "../../model/topology.ts";
import { mirroredByScript } from "../mirroring.ts";
import { type NoData, onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that drops the job that monitors mirroring, where no session is left. */
export type EndMonitoringData = NoData;

function step(server: Server): Step<EndMonitoringData & TsqlData> {
  return onServer<EndMonitoringData>(server, {
    kind: "end-monitoring",
    database: null,
    what: "end-monitoring",
    role: "mirroring partner",
    title: `drop the job that monitors mirroring on ${server.serverName}, where no session is left`,
    purpose: ["The job serves every mirrored database of the instance: while one is left, it stays."],
    before: [],
    after: ["there is no Database Mirroring Monitor Job, or a session that needs it"],
    takenBackBy: ["mirror-monitoring"],
    duration: "seconds",
    sources: [server.at],
    data: {},
  });
}

/** One for every partner of a session that was made by script. */
export function endMonitoring(topology: Topology): readonly Step<EndMonitoringData & TsqlData>[] {
  const partners = new Set(
    mirroredByScript(topology).flatMap(({ mirroring }) => [mirroring.principal, mirroring.mirror]),
  );
  return [...partners].map(step);
}
