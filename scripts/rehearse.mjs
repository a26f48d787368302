// Plays a topology's set-up on the simulated estate of test/rehearsal, so that it can be watched before it happens.
// npm run rehearse -- TOPOLOGY [--scenario NAME] [--fault NAME] [--trace]
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundled.mjs";
import { compileTemplates } from "./templates.mjs";

const WRONG_USAGE = 64;
const INPUT_HAS_ERRORS = 1;
const NOT_READABLE = 74;

const [file, ...options] = process.argv.slice(2);
if (file === undefined || file.startsWith("--")) {
  console.error("usage: npm run rehearse -- TOPOLOGY [--scenario NAME] [--fault NAME] [--trace]");
  process.exit(WRONG_USAGE);
}
let bytes;
try {
  bytes = readFileSync(file);
} catch (error) {
  console.error(`${file}: cannot be read: ${error.message}`);
  process.exit(NOT_READABLE);
}

await compileTemplates();
const { compile } = await bundled("src/compile.ts");
const { diagnostics, topology, artifacts } = compile({ file, bytes });
for (const { line, column, severity, message, code } of diagnostics)
  console.error(`${file}:${line}:${column}: ${severity} ${message} [${code}]`);
if (artifacts.length === 0) process.exit(INPUT_HAS_ERRORS);

const folder = mkdtempSync(join(tmpdir(), "hadrian-rehearse-"));
try {
  for (const artifact of artifacts) {
    const path = join(folder, "artifacts", artifact.path);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, artifact.bytes);
  }
  writeFileSync(join(folder, "topology.json"), JSON.stringify(topology));
  const project = resolve(fileURLToPath(new URL("../test/rehearsal", import.meta.url)));
  const script = join(project, "rehearsal.ps1");
  const steps = [
    ["tool", "restore", "--verbosity", "quiet"],
    ["build", project, "-c", "Release", "-v", "quiet", "--nologo", "-clp:ErrorsOnly"],
    ["tool", "run", "pwsh", "-NoProfile", "-File", script, "play", folder, ...options],
  ];
  process.exitCode = 0;
  for (const step of steps) {
    const run = spawnSync("dotnet", step, { cwd: project, stdio: "inherit" });
    if (run.error) console.error(`dotnet does not run: ${run.error.message}. The rehearsal needs the .NET 10 SDK.`);
    process.exitCode = run.status ?? INPUT_HAS_ERRORS;
    if (process.exitCode !== 0) break;
  }
} finally {
  rmSync(folder, { recursive: true });
}
