import { sameInstance } from "../../model/host.ts";
import { sameFolder } from "../../model/path.ts";
import { shippings } from "../../model/roles.ts";
import type { Pointer } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

function isPrefix(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return one.startsWith(other) || other.startsWith(one);
}

export const l40: Rule = {
  code: "L40",
  severity: "warning",
  title: "Databases whose names begin alike have folders of their own",
  why: "Jobs tell the files of a folder apart by name, and those of Sales_Old begin like those of Sales.",
  source: "inference",
  *check(topology) {
    const all = shippings(topology);
    const told = new Set<Pointer>();
    for (const [index, later] of all.entries()) {
      for (const earlier of all.slice(0, index)) {
        if (earlier.database === later.database || !isPrefix(earlier.database.name, later.database.name)) continue;
        const places = [
          {
            one: earlier.logShipping.backup.share,
            other: later.logShipping.backup.share,
            at: `${later.logShipping.backup.at}/share`,
          },
        ];
        if (sameInstance(earlier.secondary.server, later.secondary.server)) {
          places.push({
            one: earlier.secondary.copy.to,
            other: later.secondary.copy.to,
            at: `${later.secondary.copy.at}/to`,
          });
        }
        for (const { one, other, at } of places) {
          if (told.has(at) || !sameFolder(one, other)) continue;
          told.add(at);
          yield {
            at,
            message: `${earlier.database.name} and ${later.database.name} share ${other}, and the one name begins like the other.`,
            hint: "Give each database its own folder; <database> in the path stands for its name.",
          };
        }
      }
    }
  },
};
