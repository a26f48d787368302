import { type AccountKey, accountKind } from "../../model/account.ts";
import { type Folder, foldersOf, likeness, relation } from "../../model/folder.ts";
import { dnsSuffix, isHostOf } from "../../model/host.ts";
import { isAddress } from "../../model/names.ts";
import { uncHost } from "../../model/path.ts";
import { mirroringServers, shipments } from "../../model/roles.ts";
import { isSeeded, seedUsers } from "../../model/seeds.ts";
import type { Server, Topology } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

/** A share's folder or a monitor on another computer. */
interface Target {
  readonly text: string;
  readonly folder: Folder;
}

/** A service's account, and what it has to get at on other computers, each once. */
interface Traveller {
  readonly server: Server;
  readonly key: AccountKey;
  readonly targets: Map<string, Target>;
}

/** Kinds that L14 refuses for the engine of a server that mirrors. */
const REFUSED: ReadonlySet<string> = new Set(["local", "local-service", "local-system"]);

function travellers(topology: Topology): Iterable<Traveller> {
  const found = new Map<string, Traveller>();
  const mirroring = new Set(mirroringServers(topology));
  const folderOf = foldersOf(topology.servers);
  const add = (server: Server, key: AccountKey, { text, folder }: Target) => {
    const { host, way } = folder;
    // On Linux the account is not Windows'; L03 and L14 tell what holds of engines there.
    if (server.os === "linux" || isHostOf(server, host)) return;
    const isTold = key === "engineAccount" && REFUSED.has(accountKind(server, key)) && mirroring.has(server);
    if (isTold) return;
    const id = JSON.stringify([server.id, key]);
    const traveller = found.get(id) ?? { server, key, targets: new Map<string, Target>() };
    found.set(id, traveller);
    const place = JSON.stringify([host.toLowerCase(), way]);
    if (!traveller.targets.has(place)) traveller.targets.set(place, { text, folder });
  };
  const file = (server: Server, key: AccountKey, path: string) => {
    if (uncHost(path) !== null) add(server, key, { text: path, folder: folderOf(path, server) });
  };
  for (const database of topology.databases) {
    const { logShipping, mirroring, seed } = database;
    const source = mirroring?.principal ?? logShipping?.primary;
    const { mirror, secondaries } = seedUsers(topology.platform, database);
    // The engines of the source, the mirror and the secondaries write and read the one seed that they share.
    const shared = seed?.share ?? (mirror === null ? null : mirror.seedShare);
    if (source === undefined || shared === null) continue;
    const readers = [
      ...(mirror === null ? [] : [mirror.mirror]),
      ...(seed === null ? [] : secondaries.map((one) => one.server)),
    ];
    for (const server of readers.length === 0 ? [] : [source, ...readers]) file(server, "engineAccount", shared);
  }
  for (const { database, logShipping, primaries } of shipments(topology)) {
    const { backup, monitor, secondaries } = logShipping;
    for (const { server } of primaries) {
      // The engine writes the backup, and the Agent's job deletes what is older than the retention.
      file(server, "agentAccount", backup.directory);
      if (accountKind(server, "engineAccount") !== "local-system") file(server, "engineAccount", backup.directory);
    }
    for (const secondary of secondaries) {
      const { copy, server } = secondary;
      // The Agent copies, the engine restores; a full backup that is the copy's own is read where it was taken.
      file(server, "agentAccount", copy.from);
      file(server, "agentAccount", copy.to);
      file(server, "engineAccount", copy.to);
      if (database.seed === null && isSeeded(secondary)) file(server, "engineAccount", copy.from);
    }
    if (monitor === null || monitor.authentication !== "windows") continue;
    const { id, host } = monitor.server;
    const target = { text: `the monitor ${id}`, folder: { host, way: [id] } };
    for (const { server } of [...primaries, ...secondaries]) {
      add(server, "agentAccount", target);
    }
  }
  return found.values();
}

const listed = (targets: Iterable<Target>): string => {
  const [first = "", second, ...more] = [...targets].map(({ text }) => text);
  if (second === undefined) return first;
  return more.length === 0 ? `${first} and ${second}` : `${first}, ${second} and ${more.length} more`;
};

const DOMAIN_ACCOUNT = "Use a domain account, or a group managed service account";

/** What is wrong with an account that no domain knows. */
function problem({ server, key, targets }: Traveller): Omit<Finding, "at"> | null {
  const account = server[key];
  const needs = `${key === "agentAccount" ? "its jobs need" : "the engine needs"} ${listed(targets.values())}`;
  switch (accountKind(server, key)) {
    case "local":
      return {
        message: `${account} is an account of its own computer, and ${needs}.`,
        hint: `${DOMAIN_ACCOUNT}; or have an account of the same name and password on those computers, and acknowledge L62.`,
      };
    case "local-service":
      return { message: `${account} is nobody on other computers, and ${needs}.`, hint: `${DOMAIN_ACCOUNT}.` };
    case "domain":
      return null;
    default:
      if (isAddress(server.host) || dnsSuffix(server.host) !== null) return null;
      return {
        message: `${account} is the computer's account on others, and ${server.host} names no domain that knows it; ${needs}.`,
        hint: `Write the full DNS name as host where the server is in a domain. ${DOMAIN_ACCOUNT} where it is not: a workgroup knows none.`,
      };
  }
}

/** The NetBIOS domain of `DOMAIN\name`; null for other forms and other kinds of accounts. */
const domainOf = ({ server, key }: Traveller): string | null =>
  accountKind(server, key) === "domain" ? (/^([^\\]+)\\/.exec(server[key])?.[1]?.toUpperCase() ?? null) : null;

/** An account with one of another domain, and where both have to get. */
interface Meeting {
  readonly one: Traveller;
  readonly other: Traveller;
  readonly shared: readonly Target[];
}

/** One meeting for each two domains: that of the rarer one's account, for the others are likely right. */
function meetings(all: readonly Traveller[]): Iterable<Meeting> {
  const byDomain = new Map<string, Traveller[]>();
  for (const one of all) {
    const own = domainOf(one);
    if (own !== null) byDomain.set(own, [...(byDomain.get(own) ?? []), one]);
  }
  const met = new Map<string, { readonly target: Target; readonly first: Traveller }[]>();
  const found = new Map<string, Meeting>();
  for (const [own, accounts] of [...byDomain].sort(([, a], [, b]) => b.length - a.length)) {
    for (const one of accounts) {
      const shared = new Map<Traveller, Target[]>();
      for (const target of one.targets.values()) {
        const known = met.get(likeness(target.folder)) ?? [];
        met.set(likeness(target.folder), known);
        const first = known.find((each) => relation(each.target.folder, target.folder) === "same")?.first;
        if (first === undefined) known.push({ target, first: one });
        else if (domainOf(first) !== own) shared.set(first, [...(shared.get(first) ?? []), target]);
      }
      for (const [other, targets] of shared) {
        const pair = JSON.stringify([own, domainOf(other)]);
        if (!found.has(pair)) found.set(pair, { one, other, shared: targets });
      }
    }
  }
  return found.values();
}

export const l62: Rule = {
  code: "L62",
  name: "accounts-abroad",
  severity: "warning",
  title: "Accounts that reach a share or a monitor on another computer are known there, and are of one domain",
  why:
    "The backup job writes to the share, the copy job reads there, and both write to the monitor, each as its service's account. A local " +
    "account is known elsewhere only by an account of the same name and password; Network Service, NT SERVICE and Local System go as the " +
    "computer's account, which a workgroup does not know; accounts of two domains need a trust.",
  hint: "Use domain accounts of one domain, or of domains that trust each other, and acknowledge what was seen to work.",
  source: "support/sql/database-engine/log-shipping/configure-security-log-shipping.md",
  example: {
    before: `
      servers:
        sql-b1: { agentAccount: 'SQLB1\\svc-agent' }   # a secondary
    `,
    after: `
      servers:
        sql-b1: { agentAccount: 'CONTOSO\\svc-agent' }   # a secondary
    `,
  },
  *check(topology) {
    const all = [...travellers(topology)];
    for (const one of all) {
      const found = problem(one);
      if (found !== null) yield { at: `${one.server.at}/${one.key}`, ...found };
    }
    for (const { one, other, shared } of meetings(all)) {
      yield {
        at: `${one.server.at}/${one.key}`,
        message: `${one.server[one.key]} is of another domain than ${other.server[other.key]}, and both need ${listed(shared)}.`,
        hint: "Use accounts of one domain; or see to it that the domains trust each other both ways, and acknowledge L62.",
      };
    }
  },
};
