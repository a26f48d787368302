import { isHostOf, sameHost, sameSite } from "./host.ts";
import { folderKey, uncHost } from "./path.ts";
import type { Share, Topology } from "./topology.ts";

/** Where a share stands, and who says so. */
export interface ShareSite {
  readonly site: string;
  /** The server of the topology, by id or host, that is the share's host; null where `shares` states the site. */
  readonly host: string | null;
}

/** Whether a path is a stated share, or a folder in it. */
function isIn(path: string, share: Share): boolean {
  const [own, other] = [uncHost(path), uncHost(share.path)];
  if (own === null || other === null || !sameHost(own, other)) return false;
  const [inner, outer] = [folderKey(path).slice(2 + own.length), folderKey(share.path).slice(2 + other.length)];
  return inner === outer || inner.startsWith(`${outer}\\`);
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
  const stated = shares.filter((share) => isIn(path, share));
  const nearest = stated.sort((a, b) => b.path.length - a.path.length)[0];
  if (nearest !== undefined) return { site: nearest.site, host: null };
  const [other, ...more] = shares.filter((share) => sameHost(uncHost(share.path) ?? "", host));
  if (other === undefined || more.some((one) => !sameSite(one.site, other.site))) return null;
  return { site: other.site, host: null };
}
