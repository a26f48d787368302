import { liesIn, uncFolder } from "./folder.ts";
import { isHostOf, sameHost, sameSite } from "./host.ts";
import { uncHost } from "./path.ts";
import type { Topology } from "./topology.ts";

/** Where a share stands, and who says so. */
export interface ShareSite {
  readonly site: string;
  /** The server of the topology, by id or host, that is the share's host; null where `shares` states the site. */
  readonly host: string | null;
}

/**
 * The data centre of a UNC path: that of the server whose host it names, else what `shares` says of the share, else what it says of
 * others of the same file server, where that is one.
 *
 * @returns null where nobody said, and for a path that is not UNC
 */
export function shareSite({ servers, persistentChat, shares }: Topology, path: string): ShareSite | null {
  const host = uncHost(path);
  if (host === null) return null;
  const server = servers.find((one) => isHostOf(one, host));
  if (server !== undefined) return { site: server.site, host: server.id };
  const chat = persistentChat?.servers.find((one) => sameHost(one.host, host));
  if (chat !== undefined) return { site: chat.site, host: chat.host };
  const folder = uncFolder(path);
  const around = shares.flatMap(({ path: share, site }) => {
    const stated = uncFolder(share);
    return folder !== null && stated !== null && liesIn(folder, stated) ? [{ site, depth: stated.way.length }] : [];
  });
  const nearest = around.sort((a, b) => b.depth - a.depth)[0];
  if (nearest !== undefined) return { site: nearest.site, host: null };
  const [other, ...more] = shares.filter((share) => sameHost(uncHost(share.path) ?? "", host));
  if (other === undefined || more.some((one) => !sameSite(one.site, other.site))) return null;
  return { site: other.site, host: null };
}
