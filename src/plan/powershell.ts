import type { Database, Mirroring, Server, Topology } from "../model/topology.ts";
import { chatOf, databaseType } from "./chat.ts";
import { address } from "./server.ts";

/** The lines of a PowerShell script's header that say where it is run, and by whom. */
export interface Runs {
  /** What the header calls the server: the pool, or an instance. */
  readonly server: string;
  /** The shell to run it in, and where. */
  readonly shell: string;
  /** Whom to run it as. */
  readonly as: string;
}

/** A partner of a session, as a script connects to it and knows it again. */
export interface Partner {
  /** What SERVERPROPERTY('ServerName') answers there. */
  readonly serverName: string;
  /** What to connect to: `host`, `host\INSTANCE`, or `host,port`. */
  readonly address: string;
}

/** What the two scripts know that make the mirror the principal and back. */
export interface SessionFacts {
  /** Where the script is run, and by whom. */
  readonly runs: Runs;
  /** The principal of the topology, whichever partner has the role now. */
  readonly principal: Partner;
  /** The mirror of the topology. */
  readonly mirror: Partner;
  /** Asynchronous in the topology: safety is FULL only while it fails over and back. */
  readonly highPerformance: boolean;
  /** The pool's FQDN, for the cmdlets; null where T-SQL does it. */
  readonly pool: string | null;
  /** The shell that has the cmdlets; null where T-SQL does it. */
  readonly shell: string | null;
  /** -DatabaseType of the cmdlets; null where T-SQL does it. */
  readonly type: string | null;
}

const partner = (server: Server): Partner => ({ serverName: server.serverName, address: address(server) });

/**
 * The facts of a mirroring session for PowerShell.
 *
 * @param from - the partner that is the principal when the script begins; it is the script's server on plain SQL Server
 */
export function sessionFacts(topology: Topology, database: Database, mirroring: Mirroring, from: Server): SessionFacts {
  const type = databaseType(topology, database);
  const chat = type === null ? null : chatOf(topology);
  const { principal, mirror, mode } = mirroring;
  const sysadmin = `sysadmin on ${principal.serverName} and on ${mirror.serverName}`;
  const ownName = `${from.serverName}   (topology id ${from.id}; connect to ${address(from)})`;
  return {
    runs:
      chat === null
        ? { server: ownName, shell: "PowerShell, on any machine that reaches both instances", as: sysadmin }
        : {
            server: `pool ${chat.pool}`,
            shell: chat.shell,
            as: `a member of RTCUniversalServerAdmins who is ${sysadmin}`,
          },
    principal: partner(principal),
    mirror: partner(mirror),
    highPerformance: mode === "high-performance",
    pool: chat?.pool ?? null,
    shell: chat?.shell ?? null,
    type,
  };
}
