import { releaseOf } from "../../model/product.ts";
import { shipments } from "../../model/roles.ts";
import type { LogShipping, Pointer, Server } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

/** The keys and their values as the procedures' pages list them; a number is the greatest length of a text. */
const KEYS: ReadonlyMap<string, readonly string[] | number> = new Map<string, readonly string[] | number>([
  ["Encrypt", ["Strict", "Mandatory", "Optional", "True", "False"]],
  ["TrustServerCertificate", ["True", "False", "Yes", "No"]],
  ["ServerCertificate", 260],
  ["HostNameInCertificate", 255],
]);

type Problem = Omit<Finding, "at">;

/** The pairs of a text whose form the schema has checked. */
const pairs = (text: string): (readonly [key: string, value: string])[] =>
  text
    .split(";")
    .filter((pair) => pair !== "")
    .map((pair) => [pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1).trim()]);

const isOneOf = (value: string, ...words: readonly string[]): boolean =>
  words.some((word) => word.toLowerCase() === value.toLowerCase());

function* valueProblems(text: string): Iterable<Problem> {
  const told = new Set<string>();
  for (const [key, value] of pairs(text)) {
    const takes = KEYS.get(key);
    if (takes === undefined) continue;
    if (told.has(key)) yield { message: `${key} is there twice.`, hint: `Write ${key} once.` };
    told.add(key);
    if (typeof takes === "number") {
      if (value.length <= takes) continue;
      yield { message: `${key} of ${value.length} characters is longer than ${takes}.`, hint: "Shorten it." };
    } else if (key === "Encrypt" && isOneOf(value, "yes", "no")) {
      // The OLE DB driver takes it; the procedures' pages do not list it.
      const word = isOneOf(value, "yes") ? "Mandatory" : "Optional";
      yield {
        severity: "warning",
        message: `The log shipping procedures are not documented to take ${key}=${value}.`,
        hint: `Write ${key}=${word}, which is the same.`,
      };
    } else if (!isOneOf(value, ...takes)) {
      yield { message: `${key} does not take ${value}.`, hint: `Write ${key}= with one of ${takes.join(", ")}.` };
    }
  }
}

/** Strict needs a server that answers it, and trusts no certificate unseen. */
function* strictProblems(text: string, target: Server | null): Iterable<Problem> {
  const stated = new Map(pairs(text));
  if (!isOneOf(stated.get("Encrypt") ?? "", "strict")) return;
  if (target !== null && !releaseOf(target).strict) {
    yield {
      message: `Encrypt=Strict is TDS 8.0, which the monitor ${target.id} does not speak: it is SQL Server ${target.version}, and 2022 is the first.`,
      hint: "Write Encrypt=Mandatory; with TrustServerCertificate=Yes; where its certificate is its own.",
    };
  }
  if (!isOneOf(stated.get("TrustServerCertificate") ?? "", "true", "yes")) return;
  yield {
    severity: "warning",
    message: "With Encrypt=Strict the certificate is checked all the same: TrustServerCertificate is of no use.",
    hint: "Leave TrustServerCertificate out; HostNameInCertificate names what the certificate is made out to.",
  };
}

const takes = (server: Server): boolean => releaseOf(server).connectionOptions;

interface Stated {
  readonly text: string;
  readonly at: Pointer;
  /** The monitor that is connected to; null for other connections. */
  readonly target: Server | null;
}

/**
 * What is written for log shipping, and what a secondary has of its own: it has the same where it states nothing. Text that is given to
 * no server's procedures is L37's.
 */
function* stated({ connectionOptions, monitor, primary, secondaries, at }: LogShipping): Iterable<Stated> {
  for (const kind of ["primary", "secondary", "monitor"] as const) {
    const common = connectionOptions[kind];
    const key = `connectionOptions/${kind}`;
    // Primary and secondary are given only what connects to themselves, and speak TDS 8.0 where they take it.
    const target = kind === "monitor" ? (monitor?.server ?? null) : null;
    const takers = (own: readonly Server[]): readonly Server[] =>
      kind === "primary" ? [primary] : kind === "secondary" ? own : [primary, ...own];
    if (common !== null) {
      const sharing = secondaries.filter((one) => one.connectionOptions[kind] === common).map((one) => one.server);
      if (takers(sharing).some(takes)) yield { text: common, at: `${at}/${key}`, target };
    }
    for (const { at, connectionOptions, server } of secondaries) {
      const text = connectionOptions[kind];
      const taker = kind === "primary" ? primary : server;
      if (text !== null && text !== common && takes(taker)) yield { text, at: `${at}/${key}`, target };
    }
  }
}

export const l61: Rule = {
  code: "L61",
  name: "connection-option-values",
  severity: "error",
  also: "warning",
  title: "Connection options have values that they take, and Strict goes to servers of 2022 or later",
  why:
    "The procedures and the linked server of the monitor get the text as it is. Encrypt=Strict is TDS 8.0, which begins with SQL Server " +
    "2022: an older server does not answer, and the set-up ends in the middle.",
  hint: "Write Encrypt=Strict, Mandatory or Optional and TrustServerCertificate=Yes or No; Strict only towards 2022 or later.",
  source: "docs/relational-databases/security/networking/tds-8.md",
  example: {
    before: `
      defaults: { servers: { version: 2025 } }
      servers:
        sql-m: { host: sqlm.contoso.com, site: dublin }
      databases:
        Sales:
          logShipping:
            monitor: { server: sql-m }
            connectionOptions: { monitor: 'Encrypt=Required;' }
    `,
    after: `
      defaults: { servers: { version: 2025 } }
      servers:
        sql-m: { host: sqlm.contoso.com, site: dublin }
      databases:
        Sales:
          logShipping:
            monitor: { server: sql-m }
            connectionOptions: { monitor: 'Encrypt=Mandatory;' }
    `,
  },
  *check(topology) {
    for (const { logShipping } of shipments(topology)) {
      for (const { text, at, target } of stated(logShipping)) {
        for (const problem of [...valueProblems(text), ...strictProblems(text, target)]) yield { at, ...problem };
      }
    }
  },
};
