import type { Topology } from "../../model/topology.ts";
import { chatOf, databaseType } from "../chat.ts";
import { forPool, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";
import type { InstallMirrorData } from "./install-mirror.ts";

/** The script that ends the mirroring of a database of Persistent Chat. */
export interface UninstallMirrorData
  extends PowerShellData,
    Pick<InstallMirrorData, "shell" | "pool" | "type" | "typedMirrorState" | "principal" | "mirror"> {
  /** The tool in which mirroring is taken out of the topology afterwards. */
  readonly topologyBuilder: string;
}

/** One for each mirrored database of Persistent Chat. */
export function uninstallMirror(topology: Topology): readonly Step<UninstallMirrorData>[] {
  const chat = chatOf(topology);
  if (chat === null) return [];
  return topology.databases.flatMap((database) => {
    const { mirroring } = database;
    const type = databaseType(topology, database);
    if (mirroring === null || type === null) return [];
    const { principal, mirror } = mirroring;
    return [
      forPool<UninstallMirrorData>("powershell", {
        kind: "uninstall-mirror",
        database: database.name,
        what: "uninstall-mirror",
        role: "pool whose store is mirrored",
        title: `end the mirroring of ${database.name} from ${principal.serverName} to ${mirror.serverName}`,
        purpose: ["Uninstall-CsMirrorDatabase ends the session. Neither copy is dropped."],
        before: [
          `${chat.topologyBuilder} still has ${mirror.host} as the mirroring store: it is unticked and published only after this file`,
          `${database.name} is principal on ${principal.serverName}: fail back first where it is not`,
        ],
        after: [`${database.name} is ONLINE on ${principal.serverName}, and stays RESTORING on ${mirror.serverName}`],
        undo: ["Install-CsMirrorDatabase by its file of the set-up, once the copy on the mirror is dropped by hand"],
        duration: "a minute; it waits up to 10 minutes for the session to end",
        sources: [database.at, mirroring.at],
        data: {
          runs: {
            server: `pool ${chat.pool}`,
            shell: chat.shell,
            as: `a member of RTCUniversalServerAdmins who is sysadmin and local Administrator on ${principal.host} and ${mirror.host}`,
          },
          shell: chat.shell,
          topologyBuilder: chat.topologyBuilder,
          pool: chat.pool,
          type,
          typedMirrorState: chat.typedMirrorState,
          principal: { serverName: principal.serverName, host: principal.host, instance: principal.instance },
          mirror: { serverName: mirror.serverName },
        },
      }),
    ];
  });
}
