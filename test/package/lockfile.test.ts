import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "../support/fixtures.ts";

interface Locked {
  readonly integrity?: string;
  readonly resolved?: string;
}

it.each(["package-lock.json", "test/package/nodes/package-lock.json"])(
  "%s says of every package what its bytes are, and of none which registry it came from",
  (file) => {
    const { packages } = JSON.parse(readFileSync(join(ROOT, file), "utf8"));
    const { "": _, ...others } = packages as Readonly<Record<string, Locked>>;
    expect(Object.keys(others).length).toBeGreaterThan(1);
    const odd = Object.entries(others).filter(([, { integrity = "", resolved }]) => {
      return !/^sha512-[\w+/]{86}==$/.test(integrity) || resolved !== undefined;
    });
    expect(odd.map(([path]) => path)).toEqual([]);
  },
);
