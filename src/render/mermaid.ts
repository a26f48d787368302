import type { Server, Topology } from "../model/topology.ts";
import type { OperationName } from "../plan/step-facts.ts";
import type { Plan } from "../plan/types.ts";

/** Text of a Mermaid label: whatever is no letter, digit, blank or `. , _ -` becomes an entity. */
function label(text: string): string {
  const entities = [...text].map((character) =>
    /[A-Za-z0-9 .,_-]/.test(character) ? character : `#${character.codePointAt(0)};`,
  );
  return `"${entities.join("")}"`;
}

/** `mgc`, or the first three names and how many more there are. */
function names(all: readonly string[]): string {
  const shown = all.slice(0, 3).join(", ");
  return all.length > 3 ? `${shown} and ${all.length - 3} more` : shown;
}

/** A node's name: an id of the topology may be a word of Mermaid's, such as `end`. */
const node = (topology: Topology, server: Server): string => `s${topology.servers.indexOf(server)}`;

/** What goes on between servers, with the databases that it is for. */
function edges(topology: Topology): string[] {
  const databases = new Map<string, string[]>();
  const between = new Map<string, (text: string) => string>();
  const add = (left: Server, right: Server, kind: string, database: string, draw: (text: string) => string) => {
    const key = `${left.id} ${right.id} ${kind}`;
    databases.set(key, [...(databases.get(key) ?? []), database]);
    between.set(key, draw);
  };
  for (const { name, mirroring, logShipping } of topology.databases) {
    if (mirroring !== null) {
      const { principal, mirror, witness } = mirroring;
      add(
        principal,
        mirror,
        "mirrors",
        name,
        (text) => `${node(topology, principal)} <-- ${label(`mirrors ${text}`)} --> ${node(topology, mirror)}`,
      );
      if (witness !== null) {
        add(
          witness,
          principal,
          "witness",
          name,
          (text) => `${node(topology, witness)} -. ${label(`witness of ${text}`)} .- ${node(topology, principal)}`,
        );
      }
    }
    for (const { server } of logShipping?.secondaries ?? []) {
      const { primary } = logShipping ?? { primary: server };
      add(
        primary,
        server,
        "ships",
        name,
        (text) => `${node(topology, primary)} -- ${label(`ships ${text}`)} --> ${node(topology, server)}`,
      );
      if (mirroring !== null) {
        const { mirror } = mirroring;
        add(
          mirror,
          server,
          "after",
          name,
          (text) =>
            `${node(topology, mirror)} -. ${label(`ships ${text}, while it is the principal`)} .-> ${node(topology, server)}`,
        );
      }
    }
    if (logShipping?.monitor != null) {
      const { server } = logShipping.monitor;
      add(
        server,
        logShipping.primary,
        "monitors",
        name,
        (text) => `${node(topology, server)} -. ${label(`monitors ${text}`)} .- ${node(topology, logShipping.primary)}`,
      );
    }
  }
  return [...databases].map(([key, list]) => between.get(key)?.(names(list)) ?? "");
}

/** The servers by site, and what goes on between them. */
export function serversPicture(topology: Topology): string {
  const sites = [...new Set(topology.servers.map(({ site }) => site))].sort();
  const boxes = sites.flatMap((site, index) => [
    `  subgraph site${index}[${label(site)}]`,
    ...topology.servers
      .filter((server) => server.site === site)
      .map((server) => `    ${node(topology, server)}[${label(`${server.serverName} (${server.id})`)}]`),
    "  end",
  ]);
  return ["flowchart LR", ...boxes, ...edges(topology).map((edge) => `  ${edge}`)].join("\n");
}

/** The phases of an operation in their order, with the kinds of step in each. */
export function orderPicture(plan: Plan, operation: OperationName): string {
  const own = plan.steps.filter((step) => step.operation === operation);
  const phases = [...new Set(own.map(({ phase }) => phase))];
  const lines = phases.flatMap((phase, index) => {
    const steps = own.filter((step) => step.phase === phase);
    const kinds = [...new Set(steps.map(({ number, what }) => `${number} ${what}`))];
    const nodes = kinds.map((kind, at) => `    p${index}k${at}[${label(kind)}]`);
    const arrows = kinds.slice(1).map((_, at) => `    p${index}k${at} --> p${index}k${at + 1}`);
    return [`  subgraph p${index}[${label(phase)}]`, "    direction LR", ...nodes, ...arrows, "  end"];
  });
  const order = phases.slice(1).map((_, index) => `  p${index} --> p${index + 1}`);
  return ["flowchart TD", ...lines, ...order].join("\n");
}
