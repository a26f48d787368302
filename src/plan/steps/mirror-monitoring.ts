import type { Server, Topology } from "../../model/topology.ts";
import { mirroredByScript } from "../mirroring.ts";
import { type NoData, onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that adds the job that monitors mirroring on a server. */
export type MirrorMonitoringData = NoData;

function step(server: Server): Step<MirrorMonitoringData & TsqlData> {
  return onServer<MirrorMonitoringData>(server, {
    kind: "mirror-monitoring",
    database: null,
    what: "monitoring",
    role: "mirroring partner",
    title: `monitor mirroring on ${server.serverName}`,
    purpose: [
      "Adds the job that keeps the figures of Database Mirroring Monitor, for every mirrored database of the instance.",
    ],
    before: ["a mirroring session exists; SQL Server Agent runs"],
    after: ["the Database Mirroring Monitor Job reads the state every minute"],
    takenBackBy: ["end-monitoring"],
    duration: "seconds",
    sources: [server.at],
    data: {},
  });
}

/** One for every partner of a session made by script (a set-up by T-SQL adds the job itself: Monitoring Database Mirroring). */
export function mirrorMonitoring(topology: Topology): readonly Step<MirrorMonitoringData & TsqlData>[] {
  const partners = new Set(
    mirroredByScript(topology).flatMap(({ mirroring }) => [mirroring.principal, mirroring.mirror]),
  );
  return [...partners].map(step);
}
