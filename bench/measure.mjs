// Runs programs one after the other, in turn, and says what they used.
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const preload = fileURLToPath(new URL("usage.cjs", import.meta.url));

/**
 * One process.
 *
 * @param args - of node
 * @param ok - the exit codes that are expected
 * @returns wall and CPU time in ms (every thread, user and system), and the most memory it had, in MB
 */
export function once(args, ok = [0]) {
  const folder = mkdtempSync(join(tmpdir(), "hadrian-bench-"));
  try {
    const usage = join(folder, "usage.json");
    const began = process.hrtime.bigint();
    const { status, stderr } = spawnSync(process.execPath, ["--require", preload, ...args], {
      encoding: "utf8",
      env: { ...process.env, HADRIAN_BENCH_USAGE: usage },
      maxBuffer: 1024 * 1024 * 1024,
    });
    const wall = Number(process.hrtime.bigint() - began) / 1e6;
    if (!ok.includes(status)) throw new Error(`${args.join(" ")} ended with ${status}: ${stderr}`);
    return { wall, ...JSON.parse(readFileSync(usage, "utf8")) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * Runs the cases in turn, so that whatever slows the machine down slows all of them.
 *
 * @param cases - name → what to do for one measurement, with what has to be made ready before it
 * @returns name → what each round used
 */
export function inTurn(cases, rounds) {
  const results = Object.fromEntries(Object.keys(cases).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, run] of Object.entries(cases)) results[name].push(run());
  }
  return results;
}

/** The middle of a list, its lowest and its highest. */
export function spread(values) {
  const sorted = [...values].sort((left, right) => left - right);
  return { median: sorted[Math.floor(sorted.length / 2)], low: sorted[0], high: sorted[sorted.length - 1] };
}

/** `123 ms (110 to 150)`. */
export function shown(values, unit) {
  const { median, low, high } = spread(values);
  return `${median.toFixed(0)} ${unit} (${low.toFixed(0)} to ${high.toFixed(0)})`;
}

/** The exponent b of cost = a × size^b, by least squares on logarithms. */
export function exponent(points) {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)]);
  const mean = (index) => logs.reduce((sum, point) => sum + point[index], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
}
