import { shipments } from "./roles.ts";
import type { Schedule, Topology } from "./topology.ts";

/** Every schedule of the topology: by database that of the backup, then those of copy and restore of each secondary. */
export function schedules(topology: Topology): Schedule[] {
  return shipments(topology).flatMap(({ logShipping }) => [
    logShipping.backup.schedule,
    ...logShipping.secondaries.flatMap(({ copy, restore }) => [copy.schedule, restore.schedule]),
  ]);
}
