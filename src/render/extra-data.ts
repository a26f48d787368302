import type { Topology } from "../model/topology.ts";
import { openData } from "./templates/engine.ts";

const known = new WeakMap<Topology, object>();

/** The topology's own `x-` keys as templates have them, `{{note x.change}}`: null where there is none. */
export function extraData(topology: Topology): object {
  const data = known.get(topology) ?? openData(topology.x);
  known.set(topology, data);
  return data;
}
