import type { Topology } from "../../model/topology.ts";
import { siteCopies } from "../site.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { type CopyRow, copyRow } from "./copy-position.ts";

/** The script that disables the copy job and the restore job of a copy. */
export interface StopShippingData {
  /** The copy. */
  readonly copy: CopyRow;
}

/** For every copy on Windows. */
export function stopShipping(topology: Topology): readonly Step<StopShippingData & TsqlData>[] {
  return siteCopies(topology).map((one) => {
    const { database, secondary } = one;
    return onServer<StopShippingData>(secondary.server, {
      kind: "stop-shipping",
      database: database.name,
      localDatabase: secondary.database === database.name ? null : secondary.database,
      what: "stop-shipping",
      role: "log shipping secondary",
      section: "secondary",
      title: `disable the copy job and the restore job of ${secondary.database} on ${secondary.server.serverName}`,
      purpose: [
        "Disables both jobs, and waits for a run that is under way; none is cut. The configuration stays: removing it would write to the monitor, which may be lost.",
      ],
      before: ["the site of the primary is lost, or is given up: that is decided"],
      after: ["neither job is enabled, and no restore runs"],
      undo: ["sp_update_job ... @enabled = 1 for both jobs, as long as no copy has taken over"],
      duration: "seconds; as long as a restore that is under way, an hour at the most",
      sources: [secondary.at],
      data: { copy: copyRow(one) },
    });
  });
}
