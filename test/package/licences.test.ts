import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { temporaryFolder, writeAll } from "../emit/support.ts";
import { ROOT } from "../support/fixtures.ts";

const { licences } = await import(pathToFileURL(join(ROOT, "scripts/build/licences.mjs")).href);

/** A folder with one package, by what it says of its licence and the files that it brings. */
function folderWith(license: string | undefined, files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  const manifest = JSON.stringify({ name: "@contoso/one", version: "1.2.3", license });
  writeAll(join(folder, "node_modules/@contoso/one"), { "package.json": manifest, ...files });
  return folder;
}

const modules = ["src/a.ts", "node_modules/@contoso/one/lib/a.js", "node_modules/@contoso/one/lib/b.js"];

describe("the licences of what is bundled", () => {
  it("stand there by name, version and text, once each", () => {
    const folder = folderWith("MIT", {
      "LICENSE.md": "Permission\r\nis granted.\r\n",
      NOTICE: "By Contoso.",
      "a.js": "",
    });
    const text: string = licences(modules, folder);
    expect(text.split("@contoso/one 1.2.3 (MIT)\n\nPermission\nis granted.\n\nBy Contoso.\n").length).toBe(2);
  });

  it.each([
    ["GPL-3.0", { LICENSE: "…" }, /@contoso\/one 1\.2\.3: its licence, GPL-3\.0/],
    [undefined, { LICENSE: "…" }, /its licence, undefined/],
    ["MIT", { NOTICE: "By Contoso." }, /brings no text of its licence/],
  ])("stop the build: %s", (license, files, message) => {
    expect(() => licences(modules, folderWith(license, files))).toThrow(message);
  });
});
