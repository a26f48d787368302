import type { Database, Mirroring, Topology } from "../../model/topology.ts";
import { type Chat, chatOf, databaseType } from "../chat.ts";
import { forPool, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that mirrors a database of Persistent Chat, or waits until it is mirrored. */
export interface InstallMirrorData extends PowerShellData {
  /** The shell that has the cmdlets. */
  readonly shell: string;
  /** The pool's FQDN. */
  readonly pool: string;
  /** -DatabaseType of the cmdlets. */
  readonly type: string;
  /** Get-CsDatabaseMirrorState knows the type: Lync Server 2013's does not. */
  readonly typedMirrorState: boolean;
  /** The principal of the topology. */
  readonly principal: {
    /** What SERVERPROPERTY('ServerName') answers there. */
    readonly serverName: string;
    /** -SqlServerFqdn. */
    readonly host: string;
    /** -SqlInstanceName; null for the default instance. */
    readonly instance: string | null;
  };
  /** The mirror of the topology. */
  readonly mirror: {
    /** What SERVERPROPERTY('ServerName') answers there. */
    readonly serverName: string;
  };
  /** The script makes the mirror; else it only waits for one that is made already. */
  readonly makes: boolean;
  /** -FileShare; null where the script does not make the mirror. */
  readonly share: string | null;
  /** The folders that the topology has for the mirror's files, which the cmdlet does not take; null where it has none. */
  readonly paths: string | null;
  /** The witness of the topology by SERVERPROPERTY('ServerName'), which the state of the copies does not show; null where there is none. */
  readonly witness: string | null;
}

function installing(chat: Chat, type: string, database: Database, mirroring: Mirroring): Step<InstallMirrorData> {
  const { principal, mirror, seedShare, initialize } = mirroring;
  const makes = initialize === "full-backup" && seedShare !== null;
  const paths = [mirroring.dataPath, mirroring.logPath].filter((path) => path !== null);
  return forPool<InstallMirrorData>("powershell", {
    kind: "install-mirror",
    database: database.name,
    what: "install-mirror",
    role: "pool whose store is mirrored",
    title: makes
      ? `mirror ${database.name} from ${principal.serverName} to ${mirror.serverName}`
      : `see that ${database.name} is mirrored from ${principal.serverName} to ${mirror.serverName}`,
    purpose: makes
      ? [
          "Install-CsMirrorDatabase makes the endpoints, backs the database up to the share, restores it on the mirror and joins the two.",
          "Where the mirror exists already, because publishing the topology made it or this file ran before, nothing is changed.",
        ]
      : [
          "The topology says that the mirror has been made already (initialize: already-restored): this only waits until it is synchronized.",
          "Install-CsMirrorDatabase makes its own copy by its own backup and cannot go on from one that was restored by hand.",
        ],
    before: [
      `the published topology has ${mirror.host} as the mirroring store of ${database.name}`,
      `${database.name} is on ${principal.serverName}, and not on ${mirror.serverName}`,
      ...(makes ? [`the engine accounts of both servers may read and write ${seedShare}`] : []),
    ],
    after: [
      `${database.name} is principal on ${principal.serverName}, mirror on ${mirror.serverName}, and synchronized`,
      "then all Front End Servers are to be restarted, in a time of your choosing",
    ],
    takenBackBy: makes ? ["uninstall-mirror"] : [],
    duration: makes
      ? "as long as a backup and a restore take; the wait after it ends after an hour"
      : "the wait ends after an hour",
    page: [],
    sources: [database.at, mirroring.at],
    data: {
      runs: {
        server: `pool ${chat.pool}`,
        shell: chat.shell,
        as: `a member of RTCUniversalServerAdmins who is sysadmin and local Administrator on ${principal.host} and ${mirror.host}`,
      },
      shell: chat.shell,
      pool: chat.pool,
      type,
      typedMirrorState: chat.typedMirrorState,
      principal: { serverName: principal.serverName, host: principal.host, instance: principal.instance },
      mirror: { serverName: mirror.serverName },
      makes,
      share: makes ? seedShare : null,
      // Install-CsMirrorDatabase chooses the folders; the keys of its -DatabasePathMap are documented nowhere.
      paths: paths.length === 0 ? null : paths.join(", "),
      witness: mirroring.witness?.serverName ?? null,
    },
  });
}

/** One for each mirrored database of Persistent Chat. */
export function installMirror(topology: Topology): readonly Step<InstallMirrorData>[] {
  const chat = chatOf(topology);
  if (chat === null) return [];
  return topology.databases.flatMap((database) => {
    const type = databaseType(topology, database);
    return database.mirroring === null || type === null ? [] : [installing(chat, type, database, database.mirroring)];
  });
}
