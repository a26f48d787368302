// The licences of what is bundled. A package without one, or with one that nobody has looked at, stops the build.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../generate/files.mjs";

/** What asks for no more than that its text comes along. */
const ALLOWED = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BlueOak-1.0.0", "ISC", "MIT"]);

/**
 * The text of dist/THIRD-PARTY-LICENSES.txt.
 *
 * @param modules - the paths of everything that is bundled, from `base`
 */
export function licences(modules, base = root) {
  const folders = [
    ...new Set(modules.flatMap((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? [])),
  ].sort();
  const names = folders.map((folder) => manifestOf(join(base, folder)).name);
  const head = `Hadrian's programs hold code of these packages: ${names.join(", ")}.\n`;
  return [head, ...folders.map((folder) => entry(join(base, folder)))].join(`\n${"-".repeat(80)}\n\n`);
}

function entry(folder) {
  const { name, version, license } = manifestOf(folder);
  if (!ALLOWED.has(license)) throw new Error(`${name} ${version}: its licence, ${license}, is not one that is allowed`);
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)\b/i.test(file));
  if (!files.some((file) => !/^notice/i.test(file)))
    throw new Error(`${name} ${version} brings no text of its licence`);
  const texts = files.sort().map((file) => readFileSync(join(folder, file), "utf8").replaceAll("\r\n", "\n"));
  return `${name} ${version} (${license})\n\n${texts.map((text) => `${text.trim()}\n`).join("\n")}`;
}

function manifestOf(folder) {
  const file = join(folder, "package.json");
  if (!existsSync(file)) throw new Error(`${folder} is no package`);
  return JSON.parse(readFileSync(file, "utf8"));
}
