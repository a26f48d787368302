// `npm run bench [-- start thousand growth databases]`: how fast the built program is, as ratios to a floor that only parses, hashes and
// writes. Every figure is the median of runs in turn; nothing here compares with a time of another day or machine.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { exponent, inTurn, once, shown, spread } from "./measure.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const hadrian = join(root, "dist", "hadrian.cjs");
const sample = readFileSync(join(root, "samples", "contoso-pchat.yaml"), "utf8");
const many = readFileSync(join(root, "samples", "many-databases.yaml"), "utf8");

const SECTIONS = { start, thousand, growth, databases };
const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in SECTIONS));
if (unknown !== undefined) throw new Error(`no section ${unknown}; there are ${Object.keys(SECTIONS).join(", ")}`);

// A RAM disk, where there is one: the disk is not what is measured.
const folder = mkdtempSync(join(existsSync("/dev/shm") ? "/dev/shm" : tmpdir(), "hadrian-bench-"));
try {
  const floor = join(folder, "floor.cjs");
  await build({
    entryPoints: [join(root, "bench", "floor.mjs")],
    bundle: true,
    platform: "node",
    format: "cjs",
    outfile: floor,
  });
  const pack = packOf(join(root, "samples", "contoso-pchat.yaml"));
  for (const [name, section] of Object.entries(SECTIONS)) {
    if (wanted.length === 0 || wanted.includes(name)) section({ floor, pack });
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** The artifacts of a topology in one file, and where each lies in it. */
function packOf(topology) {
  const output = join(folder, "pack-out");
  once([hadrian, "compile", topology, "-o", output]);
  const [name] = readdirSync(output);
  const base = join(output, name);
  const parts = [];
  const index = [];
  let start = 0;
  for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const file = join(entry.parentPath, entry.name);
    const bytes = readFileSync(file);
    index.push({ path: relative(base, file), start, end: start + bytes.length });
    start += bytes.length;
    parts.push(bytes);
  }
  const pack = join(folder, "pack");
  writeFileSync(`${pack}.bin`, Buffer.concat(parts));
  writeFileSync(`${pack}.json`, JSON.stringify(index));
  rmSync(output, { recursive: true });
  return pack;
}

/** A folder with so many topologies, which differ in their names. */
function topologies(count) {
  const input = join(folder, `in-${count}`);
  if (!existsSync(input)) {
    mkdirSync(input);
    for (let n = 0; n < count; n++) {
      const name = `contoso-${String(n).padStart(4, "0")}`;
      writeFileSync(join(input, `${name}.yaml`), sample.replace("name: contoso-pchat", `name: ${name}`));
    }
  }
  return input;
}

/** A topology with so many databases of one profile. */
function withDatabases(count) {
  const file = join(folder, `databases-${count}.yaml`);
  const head = many.slice(0, many.indexOf("\ndatabases:\n") + "\ndatabases:\n".length);
  const lines = Array.from({ length: count }, (_, n) => `  Db${String(n).padStart(5, "0")}: { profile: east }\n`);
  writeFileSync(file, head + lines.join(""));
  return file;
}

/** Runs with an output folder that is not there yet, and takes it away afterwards. */
function fresh(args) {
  const output = join(folder, "out");
  try {
    return once(args(output));
  } finally {
    rmSync(output, { recursive: true, force: true });
  }
}

function ratio(name, over, under, limit) {
  const value = spread(over).median / spread(under).median;
  const verdict = limit === undefined ? "" : value <= limit ? `, at most ${limit}: holds` : `, at most ${limit}: FAILS`;
  console.log(`  ${name}: ${value.toFixed(2)}${verdict}`);
}

function start({ floor, pack }) {
  console.log("Start-up and the sample, whole processes, wall time:");
  const file = join(root, "samples", "contoso-pchat.yaml");
  const results = inTurn(
    {
      "node -e 0": () => once(["-e", "0"]),
      "--version": () => once([hadrian, "--version"]),
      "--help": () => once([hadrian, "--help"]),
      floor: () => fresh((output) => [floor, file, output, pack]),
      compile: () => fresh((output) => [hadrian, "compile", file, "-o", output]),
    },
    21,
  );
  const wall = (name) => results[name].map((run) => run.wall);
  for (const name of Object.keys(results)) console.log(`  ${name}: ${shown(wall(name), "ms")}`);
  ratio("--version to node -e 0", wall("--version"), wall("node -e 0"), 1.2);
  ratio("--help to node -e 0", wall("--help"), wall("node -e 0"), 1.2);
  ratio("compile to the floor", wall("compile"), wall("floor"), 1.3);
  ratio("compile to node -e 0", wall("compile"), wall("node -e 0"));
}

function thousand({ floor, pack }) {
  console.log("1,000 topologies in one process, CPU time of all threads:");
  const input = topologies(1000);
  const kept = join(folder, "kept");
  once([hadrian, "compile", input, "-o", kept]);
  const results = inTurn(
    {
      floor: () => fresh((output) => [floor, input, output, pack]),
      compile: () => fresh((output) => [hadrian, "compile", input, "-o", output]),
      "--check, unchanged": () => once([hadrian, "compile", input, "-o", kept, "--check"]),
    },
    5,
  );
  rmSync(kept, { recursive: true });
  const cpu = (name) => results[name].map((run) => run.cpu);
  for (const name of Object.keys(results)) {
    console.log(
      `  ${name}: ${shown(cpu(name), "ms")}, ${shown(
        results[name].map(({ rss }) => rss),
        "MB",
      )}`,
    );
  }
  ratio("compile to the floor", cpu("compile"), cpu("floor"), 2);
  ratio("--check to compile", cpu("--check, unchanged"), cpu("compile"), 1.2);
  const { high } = spread(results.compile.map(({ rss }) => rss));
  console.log(`  most memory: ${high.toFixed(0)} MB${high <= 250 ? ", at most 250: holds" : ", at most 250: FAILS"}`);
}

/** Growth of the CPU time beyond what a run without work takes. */
function growthOf(title, sizes, input) {
  console.log(title);
  const idle = once([hadrian, "--version"]).cpu;
  const cases = Object.fromEntries(
    sizes.map((size) => [
      size,
      () => once([hadrian, "compile", input(size), "-o", join(folder, "never"), "--dry-run"]),
    ]),
  );
  const results = inTurn(cases, 3);
  const points = sizes.map((size) => {
    const cpu = results[size].map((run) => run.cpu);
    console.log(
      `  ${size}: ${shown(cpu, "ms")}, ${shown(
        results[size].map(({ rss }) => rss),
        "MB",
      )}`,
    );
    return [size, spread(cpu).median - idle];
  });
  const value = exponent(points);
  console.log(`  exponent: ${value.toFixed(2)}, at most 1.1: ${value <= 1.1 ? "holds" : "FAILS"}`);
}

function growth() {
  growthOf("From 100 to 3,000 topologies, --dry-run, CPU time:", [100, 300, 1000, 3000], topologies);
}

function databases() {
  growthOf("One topology with 10 to 1,000 databases, --dry-run, CPU time:", [10, 30, 100, 300, 1000], withDatabases);
}
