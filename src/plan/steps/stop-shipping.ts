import type { Topology } from "../../model/topology.ts";
import { siteServers } from "../site.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { type CopyRow, copyRow } from "./copy-position.ts";

/** The script that disables the copy and restore jobs of a server. */
export interface StopShippingData {
  /** The copies that they are for. */
  readonly copies: readonly CopyRow[];
}

/** On every server that has copies. */
export function stopShipping(topology: Topology): readonly Step<StopShippingData & TsqlData>[] {
  return siteServers(topology).map(({ server, copies }) =>
    onServer<StopShippingData>(server, {
      kind: "stop-shipping",
      database: null,
      what: "stop-shipping",
      role: "log shipping secondary",
      title: `disable the copy and restore jobs on ${server.serverName}`,
      purpose: [
        "Disables the jobs, and waits for a run that is under way; none is cut. The configuration stays as it is: removing it would write to the monitor, which may be lost.",
      ],
      before: ["the site of the primary is lost, or is given up: that is decided"],
      after: ["no copy job and no restore job of these copies is enabled or runs"],
      undo: ["sp_update_job ... @enabled = 1 for both jobs, as long as no copy has taken over"],
      duration: "seconds; as long as a restore that is under way, an hour at the most",
      sources: copies.map(({ secondary }) => secondary.at),
      data: { copies: copies.map(copyRow) },
    }),
  );
}
