import type { Server, Topology } from "../../model/topology.ts";
import { type Chat, chatDatabase, chatOf } from "../chat.ts";
import type { Partner } from "../powershell.ts";
import { address } from "../server.ts";
import { siteCopies } from "../site.ts";
import { forPool, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that makes the pool use its backup databases. */
export interface PoolStateData extends PowerShellData {
  /** The shell that has the cmdlets. */
  readonly shell: string;
  /** The pool's FQDN. */
  readonly pool: string;
  /** The backup database. */
  readonly target: string;
  /** The server that has it. */
  readonly copy: Partner;
}

/** The pool, and the backup store of its shipped database. */
export interface PoolCopy {
  readonly chat: Chat;
  readonly copy: ReturnType<typeof siteCopies>[number];
}

/** What a script knows of a server that it connects to. */
export const partnerOf = (server: Server): Partner => ({ serverName: server.serverName, address: address(server) });

/** Whom a script of the pool is run as, which looks at servers too. */
export const poolRuns = ({ pool, shell }: Chat, ...servers: readonly Server[]): PowerShellData["runs"] => ({
  server: `pool ${pool}`,
  shell,
  as: `a member of RTCUniversalServerAdmins who is sysadmin on ${servers.map(({ serverName }) => serverName).join(" and on ")}`,
});

/** Topology Builder has one backup store: that one takes over. Null where there is none. */
export function poolCopy(topology: Topology): PoolCopy | null {
  const chat = chatOf(topology);
  const found = chatDatabase(topology, "PersistentChat");
  if (chat === null || found === null) return null;
  const copy = siteCopies(topology).find(
    ({ database, secondary }) => database === found.database && secondary.server.id === found.stores.backup?.id,
  );
  return copy === undefined ? null : { chat, copy };
}

/** One, for Persistent Chat. */
export function poolState(topology: Topology): readonly Step<PoolStateData>[] {
  const found = poolCopy(topology);
  if (found === null) return [];
  const { chat, copy } = found;
  const { server, database } = copy.secondary;
  return [
    forPool<PoolStateData>("powershell", {
      kind: "pool-state",
      database: null,
      what: "pool-state",
      role: "pool that uses its backup databases",
      title: `let the pool use its backup database on ${server.serverName}`,
      purpose: [
        "Sets the pool's state to FailedOver. The compliance database is not failed over: its content is transient.",
      ],
      before: [
        `${database} is ONLINE on ${server.serverName}`,
        "Central Management and the pool's next hop have been failed over, and the chat file store can be reached",
      ],
      after: ["the state of the pool is FailedOver"],
      undo: ["only with the failback: Set-CsPersistentChatState ... -PoolState Normal"],
      duration: "a minute",
      sources: [copy.secondary.at],
      data: {
        runs: poolRuns(chat, server),
        shell: chat.shell,
        pool: chat.pool,
        target: database,
        copy: partnerOf(server),
      },
    }),
  ];
}
