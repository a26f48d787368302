// Builds Hadrian, compiles the sample topology and says what to look at.
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const run = (...args) => execFileSync(process.execPath, args, { cwd: root, stdio: "inherit" });

const sample = join("samples", "contoso-pchat.yaml");
run("scripts/build.mjs");
try {
  run("dist/hadrian.cjs", "compile", sample, "-o", "out");
} catch (error) {
  // Hadrian has said why.
  process.exit(error.status ?? 1);
}
console.log(`
${sample} is compiled. Open:
  ${join("out", "contoso-pchat", "RUNBOOK.md")}      which folder to open when
  ${join("out", "contoso-pchat", "setup", "RUNBOOK.md")}  a line per step
  ${join("out", "contoso-pchat", "REVIEW.md")}       what an approver signs: every statement that changes something
  ${join("out", "contoso-pchat", "manifest.json")}   what each file is, and where it comes from
Your own topology: npx hadrian compile FILE -o DIR`);
