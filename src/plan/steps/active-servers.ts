import { sameSite } from "../../model/host.ts";
import type { Topology } from "../../model/topology.ts";
import { forPool, type PowerShellData } from "../step.ts";
import type { Step } from "../types.ts";
import { poolCopy } from "./pool-state.ts";

/** The script that makes the chat servers of the other data centre the active ones. */
export interface ActiveServersData extends PowerShellData {
  /** The shell that has the cmdlets. */
  readonly shell: string;
  /** The pool's FQDN. */
  readonly pool: string;
  /** The servers that are to be active, by their FQDN. */
  readonly servers: readonly string[];
}

/** One, for Persistent Chat, where it has chat servers in the data centre of the backup store. */
export function activeServers(topology: Topology): readonly Step<ActiveServersData>[] {
  const found = poolCopy(topology);
  if (found === null) return [];
  const { chat, copy } = found;
  const { site } = copy.secondary.server;
  const servers = chat.servers.filter((one) => sameSite(one.site, site)).map(({ host }) => host);
  if (servers.length === 0) return [];
  return [
    forPool<ActiveServersData>("powershell", {
      kind: "active-servers",
      database: null,
      what: "active-servers",
      role: "pool whose active servers change",
      title: `make the chat servers in ${site} the active ones`,
      purpose: [
        "All active servers stand in the data centre of the database. First those are added, then the others are removed.",
      ],
      before: ["the state of the pool is FailedOver"],
      after: [`active are ${servers.join(", ")}, and no others`],
      undo: ["Set-CsPersistentChatActiveServer, with the servers that the script names as removed"],
      duration: "a minute",
      sources: [copy.secondary.at],
      data: {
        runs: { server: `pool ${chat.pool}`, shell: chat.shell, as: "a member of RTCUniversalServerAdmins" },
        shell: chat.shell,
        pool: chat.pool,
        servers,
      },
    }),
  ];
}
