import type { Topology } from "../../model/topology.ts";
import type { Partner } from "../powershell.ts";
import { forPool, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";
import { partnerOf, poolCopy, poolRuns } from "./pool-state.ts";

/** The script that mirrors the backup database, once it is the pool's. */
export interface NewMirrorData extends PowerShellData {
  /** The shell that has the cmdlets. */
  readonly shell: string;
  /** The backup database. */
  readonly target: string;
  /** The server that has it. */
  readonly copy: Partner;
  /** Its mirror. */
  readonly mirror: Partner;
  /** -SqlServerFqdn. */
  readonly host: string;
  /** -SqlInstanceName; null for the default instance. */
  readonly instance: string | null;
  /** -FileShare. */
  readonly share: string;
}

/** One, for Persistent Chat, where the backup store has a mirror. */
export function newMirror(topology: Topology): readonly Step<NewMirrorData>[] {
  const found = poolCopy(topology);
  if (found === null) return [];
  const { chat, copy } = found;
  const { server, database, mirror } = copy.secondary;
  if (mirror === null || mirror.seedShare === null) return [];
  const share = mirror.seedShare;
  return [
    forPool<NewMirrorData>("powershell", {
      kind: "new-mirror",
      database: copy.database.name,
      what: "new-mirror",
      role: "pool whose backup database is mirrored",
      title: `mirror ${database} from ${server.serverName} to ${mirror.server.serverName}`,
      purpose: [
        "Install-CsMirrorDatabase backs the database up to the share, restores it on the mirror and joins the two.",
        "Where the mirror is looked at on the servers themselves: which pair the pool's own cmdlet shows after a failover, no page says.",
      ],
      before: [
        "the state of the pool is FailedOver",
        `${database} is ONLINE on ${server.serverName}, and not on ${mirror.server.serverName}`,
        `the engine accounts of both servers may read and write ${share}`,
      ],
      after: [`${database} is mirrored to ${mirror.server.serverName}, and synchronized`],
      undo: [`ALTER DATABASE ... SET PARTNER OFF on ${server.serverName}; the mirror's copy stays RESTORING`],
      duration: "as long as a backup and a restore take; the wait after it ends after an hour",
      sources: [mirror.at],
      data: {
        runs: poolRuns(chat, server, mirror.server),
        shell: chat.shell,
        target: database,
        copy: partnerOf(server),
        mirror: partnerOf(mirror.server),
        host: server.host,
        instance: server.instance,
        share,
      },
    }),
  ];
}
