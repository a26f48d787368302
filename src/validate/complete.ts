import { isAddress } from "../model/names.ts";
import { follow, type SourceMap, type SourceNode, toPlain } from "../source/node.ts";
import { join, steps } from "../source/pointer.ts";
import type { Cut } from "./cuts.ts";
import type { Fault } from "./references.ts";
import { type SchemaError, type SchemaValidator, validateDatabase, validateServer } from "./schema.generated.js";

/** What to write for a key that is missing. */
const SAMPLES: Readonly<Record<string, string>> = {
  host: "host: sqla1.contoso.com",
  site: "site: redmond",
  version: "version: 2019",
  edition: "edition: enterprise",
  engineAccount: "engineAccount: CONTOSO\\svc-sql",
  agentAccount: "agentAccount: CONTOSO\\svc-agent",
  port: "port: 5022",
  principal: "principal: sql-a1",
  mirror: "mirror: sql-a2",
  seedShare: "seedShare: \\\\fs1.contoso.com\\mirror-seed",
  share: "share: \\\\fs1.contoso.com\\logship",
  secondaries: "secondaries: [{ server: sql-b1, copy: { to: D:\\LogShip }}]",
  server: "server: sql-b1",
  copy: "copy: { to: D:\\LogShip }",
  to: "to: D:\\LogShip",
  primary: "primary: sql-a1",
  days: "days: [monday]",
  weekday: "weekday: friday",
  week: "week: last",
};

/**
 * Copies of databases in one topology. Each is some ten scripts: more of them than these take many minutes, and more memory than a
 * workstation has, because the scripts of a topology are made and put in place together.
 */
const MOST_COPIES = 6000;

/**
 * Checks that each server and database, with defaults and profile merged, has all it needs. `raw` is the accepted document: a
 * fault is placed at what the server or database itself wrote, for that is where something can be added.
 */
export function checkComplete(
  merged: SourceMap,
  raw: SourceNode,
): { readonly faults: readonly Fault[]; readonly cuts: Map<string, Cut> } {
  const faults: Fault[] = [];
  const cuts = new Map<string, Cut>();
  const value = (key: string) => {
    const node = merged.entries.get(key)?.value;
    return node?.kind === "map" ? node.entries : new Map<string, { readonly value: SourceNode }>();
  };
  const platform = merged.entries.get("platform")?.value;
  const plain = platform?.kind === "scalar" && platform.text === "sql-server";

  const mirrored = new Set<string>();
  let copies = 0;
  for (const [name, { value: database }] of value("databases")) {
    if (database.kind !== "map") continue;
    const pointer = join("/databases", name);
    const before = cuts.size;
    for (const [part, keys] of missing(validateDatabase, database, "database")) {
      for (const key of keys) cuts.set(pointer + key, "refuse");
      const own = keys.filter((key) => !isLame(database, key));
      if (own.length > 0) faults.push(incompleteDatabase(name, part, own, raw, pointer, database, plain));
    }
    const mirroring = mapAt(database, "mirroring");
    const shipping = mapAt(database, "logShipping");
    copies += copiesOf(mirroring, shipping);
    if (shipping !== null && cuts.size === before) checkPrimary(name, database, mirroring, shipping, raw, cuts, faults);
    const anything = ["mirroring", "logShipping", "backupStore"].some((part) => {
      const node = database.entries.get(part)?.value;
      return node !== undefined && node.kind !== "scalar";
    });
    if (!anything) {
      cuts.set(pointer, "refuse");
      if (!database.incomplete) {
        faults.push({
          code: "T03",
          span: follow(raw, pointer).key,
          message: `Database ${name} has neither mirroring nor log shipping.`,
          hint: "Write mirroring, logShipping or a profile that has them; or delete the database.",
        });
      }
    }
    if (mirroring !== null) {
      for (const role of ["principal", "mirror", "witness"]) {
        const id = mirroring.entries.get(role)?.value;
        if (id?.kind === "scalar") mirrored.add(id.text);
      }
    }
  }

  const databases = merged.entries.get("databases");
  if (copies > MOST_COPIES && databases !== undefined) {
    cuts.set("/databases", "refuse");
    faults.push({
      code: "S09",
      span: databases.key,
      message: `databases are ${copies} copies: more than ${MOST_COPIES}. Each primary, mirror and secondary counts.`,
      hint: "Split them into several topologies, each with a name of its own.",
    });
  }

  for (const [id, { value: server }] of value("servers")) {
    if (server.kind !== "map") continue;
    const pointer = join("/servers", id);
    for (const [part, keys] of missing(validateServer, server, "server")) {
      for (const key of keys) cuts.set(pointer + key, "refuse");
      const own = keys.filter((key) => !isLame(server, key));
      if (own.length > 0) faults.push(incompleteServer(id, part, own, raw, pointer));
    }
    const host = server.entries.get("host")?.value;
    if (host?.kind === "scalar" && isAddress(host.text) && isOff(server, "serverName")) {
      cuts.set(`${pointer}/serverName`, "refuse");
      if (!server.incomplete) {
        faults.push({
          code: "T08",
          span: server.entries.get("host")?.use ?? server.span,
          message: `Server ${id} is given by the address ${host.text}, from which no server name follows.`,
          hint: "Write serverName as SELECT SERVERPROPERTY('ServerName') answers there: serverName: SQLA1\\RTC",
        });
      }
    }
    if (plain && isOff(server, "endpoint") && mirrored.has(id)) {
      cuts.set(`${pointer}/endpoint`, "refuse");
      if (!server.incomplete) {
        faults.push({
          code: "T09",
          span: follow(raw, `${pointer}/endpoint`).key,
          message: `Server ${id} takes part in mirroring, but has no endpoint.`,
          hint: "Write endpoint: { port: 5022 } for it, or under defaults.servers.",
        });
      }
    }
  }
  return { faults, cuts };
}

/** The principal or primary, its mirror, and each secondary. */
function copiesOf(mirroring: SourceMap | null, shipping: SourceMap | null): number {
  const secondaries = shipping?.entries.get("secondaries")?.value;
  return 1 + (mirroring === null ? 0 : 1) + (secondaries?.kind === "list" ? secondaries.items.length : 0);
}

/** Whether a part on the way to a key lost a layer, in which the key may have stood. */
function isLame(map: SourceMap, pointer: string): boolean {
  let at: SourceNode | undefined = map;
  for (const step of steps(pointer)) {
    if (at?.kind === "map") {
      if (at.incomplete) return true;
      at = at.entries.get(step)?.value;
    } else if (at?.kind === "list") at = at.items[Number(step)]?.value;
  }
  return false;
}

/** Whether a key is absent, or turned off by `none`. */
function isOff(map: SourceMap, key: string): boolean {
  const node = map.entries.get(key)?.value;
  return node === undefined || (node.kind === "scalar" && node.value === "none");
}

function mapAt(map: SourceMap, key: string): SourceMap | null {
  const node = map.entries.get(key)?.value;
  return node?.kind === "map" ? node : null;
}

/** What is missing, as pointers below the thing, by the part that lacks it: `logShipping` → `/logShipping/backup/share`. */
function missing(validator: SchemaValidator, node: SourceMap, what: "server" | "database"): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  if (validator(toPlain(node, { omitNone: true }))) return parts;
  for (const error of (validator.errors ?? []) as readonly SchemaError[]) {
    if (error.keyword !== "required") continue;
    const key = String(error.params.missingProperty);
    const pointer = join(error.instancePath, key);
    const part = what === "database" ? (steps(pointer)[0] ?? "") : error.instancePath;
    const known = parts.get(part) ?? [];
    // Without a backup there is no share: it is the share that has to be said.
    known.push(pointer === "/logShipping/backup" ? "/logShipping/backup/share" : pointer);
    parts.set(part, known);
  }
  return parts;
}

function sample(pointer: string): string {
  const key = steps(pointer).at(-1) ?? "";
  return SAMPLES[key] ?? key;
}

function dotted(pointer: string): string {
  return steps(pointer).reduce(
    (path, step) => (/^\d+$/.test(step) ? `${path}[${step}]` : path === "" ? step : `${path}.${step}`),
    "",
  );
}

function words(items: readonly string[]): string {
  return items.length < 2 ? items.join("") : `${items.slice(0, -1).join(", ")} and ${items.at(-1)}`;
}

function incompleteDatabase(
  name: string,
  part: string,
  keys: readonly string[],
  raw: SourceNode,
  pointer: string,
  database: SourceMap,
  plain = false,
): Fault {
  const deepest = follow(raw, pointer + (keys[0] ?? ""));
  const where = keys.length === 1 ? deepest : follow(raw, `${pointer}/${part}`);
  const under = new Map<string, string[]>();
  for (const key of keys) {
    const parent = dotted(key.slice(0, key.lastIndexOf("/")));
    under.set(parent, [...(under.get(parent) ?? []), sample(key)]);
  }
  const write = [...under].map(([parent, samples]) => `${words(samples)} under ${parent}`).join("; ");
  // On the Skype platforms a shared seed is for the secondaries alone.
  const isSeedLacking = plain && keys.includes("/mirroring/seedShare");
  const shared = isSeedLacking ? ", or seed: { share: \\\\fs1.contoso.com\\seed } beside mirroring" : "";
  const own =
    database.entries.get("profile") === undefined
      ? "here or in defaults.databases"
      : "here, in its profile or in defaults.databases";
  return {
    code: "T07",
    span: where.key,
    message: `Database ${name} has no ${words(keys.map(dotted))}.`,
    hint: `Write ${write}${shared}, ${own}; ${part}: none turns the part off.`,
  };
}

function incompleteServer(id: string, part: string, keys: readonly string[], raw: SourceNode, pointer: string): Fault {
  return {
    code: "T06",
    span: follow(raw, pointer + part).key,
    message: `Server ${id} has no ${words(keys.map(dotted))}.`,
    hint: `Write ${words(keys.map(sample))}${part === "" ? "" : ` under ${dotted(part)}`}, for it or under defaults.servers.`,
  };
}

/** The primary is the mirroring principal, or stated; both must agree. */
function checkPrimary(
  name: string,
  database: SourceMap,
  mirroring: SourceMap | null,
  shipping: SourceMap,
  raw: SourceNode,
  cuts: Map<string, Cut>,
  faults: Fault[],
): void {
  const pointer = join("/databases", name);
  const primary = shipping.entries.get("primary");
  const off = database.entries.get("mirroring")?.value.kind;
  if (isOff(shipping, "primary") && mirroring === null && off !== "refused") {
    cuts.set(`${pointer}/logShipping/primary`, "refuse");
    if (!isLame(database, "/logShipping/primary")) {
      faults.push(incompleteDatabase(name, "logShipping", ["/logShipping/primary"], raw, pointer, database));
    }
  }
  const principal = mirroring?.entries.get("principal")?.value;
  if (
    primary?.value.kind === "scalar" &&
    primary.value.value !== "none" &&
    principal?.kind === "scalar" &&
    primary.value.text !== principal.text
  ) {
    cuts.set(`${pointer}/logShipping/primary`, "refuse");
    faults.push({
      code: "T10",
      span: primary.use,
      message: `Database ${name} is shipped from ${primary.value.text}, but its mirroring principal is ${principal.text}.`,
      hint: "Delete logShipping.primary: with mirroring the primary is the principal, and its mirror ships after a failover.",
    });
  }
}
