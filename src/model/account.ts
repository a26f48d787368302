import { sameHost } from "./host.ts";
import type { Server } from "./topology.ts";

/** What kind of account a service runs under, as far as its name tells. */
export type AccountKind = "local-system" | "local-service" | "network-service" | "virtual" | "local" | "domain";

/** By the account's name, which may be any word: an object would know `constructor` too. */
const BUILT_IN: ReadonlyMap<string, AccountKind> = new Map([
  ["local-system", "local-system"],
  ["localsystem", "local-system"],
  ["nt authority\\system", "local-system"],
  ["local-service", "local-service"],
  ["nt authority\\local service", "local-service"],
  ["nt authority\\localservice", "local-service"],
  ["network-service", "network-service"],
  ["nt authority\\network service", "network-service"],
  ["nt authority\\networkservice", "network-service"],
]);

/** Which of a server's two services an account is that of, as the topology's key says it. */
export type AccountKey = "engineAccount" | "agentAccount";

const kinds: Readonly<Record<AccountKey, WeakMap<Server, AccountKind>>> = {
  engineAccount: new WeakMap(),
  agentAccount: new WeakMap(),
};

/** The kind of the account under which a server's service runs. It is asked for each of many parts, and found out once. */
export function accountKind(server: Server, key: AccountKey): AccountKind {
  const known = kinds[key].get(server);
  if (known !== undefined) return known;
  const kind = kindOfAccount(server, server[key]);
  kinds[key].set(server, kind);
  return kind;
}

/** The kind of the account under which a server's engine runs. */
export const engineAccountKind = (server: Server): AccountKind => accountKind(server, "engineAccount");

/** The kind of any account, seen from a server: a local one is of its computer. */
export function kindOfAccount(server: Server, stated: string): AccountKind {
  const account = stated.trim().toLowerCase();
  const builtIn = BUILT_IN.get(account);
  if (builtIn !== undefined) return builtIn;
  if (account.startsWith("nt service\\")) return "virtual";
  if (account.includes("@")) return "domain";
  const domain = /^([^\\]+)\\/.exec(account)?.[1];
  if (domain === undefined || domain === "." || domain === "builtin" || domain === "nt authority") return "local";
  const machine = server.serverName.split("\\")[0] ?? "";
  return sameHost(domain, server.host.split(".")[0] ?? "") || sameHost(domain, machine) ? "local" : "domain";
}
