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

const kinds = new WeakMap<Server, AccountKind>();

/** The kind of the account under which a server's engine runs. It is asked for each of many parts, and found out once. */
export function engineAccountKind(server: Server): AccountKind {
  const known = kinds.get(server);
  if (known !== undefined) return known;
  const kind = kindOf(server);
  kinds.set(server, kind);
  return kind;
}

function kindOf(server: Server): AccountKind {
  const account = server.engineAccount.trim().toLowerCase();
  const builtIn = BUILT_IN.get(account);
  if (builtIn !== undefined) return builtIn;
  if (account.startsWith("nt service\\")) return "virtual";
  if (account.includes("@")) return "domain";
  const domain = /^([^\\]+)\\/.exec(account)?.[1];
  if (domain === undefined || domain === "." || domain === "builtin" || domain === "nt authority") return "local";
  const machine = server.serverName.split("\\")[0] ?? "";
  return sameHost(domain, server.host.split(".")[0] ?? "") || sameHost(domain, machine) ? "local" : "domain";
}
