import { describe, expect, it } from "vitest";
import type { Compilation } from "../../../src/compile.ts";
import { compileText, textOf } from "../../support/fixtures.ts";
import { chat, edited, plain } from "../../support/rules.ts";

const SEED = "    seed: { share: '\\\\fs1.contoso.com\\one', stripes: 2, compression: uncompressed }\n";

function kinds({ plan }: Compilation, database: string): string[] {
  return (plan?.steps ?? [])
    .filter((step) => step.operation === "setup" && step.database === database)
    .map(({ kind }) => kind);
}

describe("a shared seed", () => {
  const one = compileText(
    edited(plain, [
      ["  Sales:\n", `  Sales:\n${SEED}`],
      ["      seedShare: \\\\fs1.contoso.com\\seed\n", ""],
    ]),
  );

  it("is one step in the place of two, before the mirror is made", () => {
    const own = kinds(one, "Sales");
    expect(own.filter((kind) => kind.includes("seed"))).toEqual(["shared-seed"]);
    expect(own.indexOf("shared-seed")).toBeLessThan(own.indexOf("mirror-restore"));
  });

  it("has its stripes, its compression and its log backup in every script that follows", () => {
    const full =
      "DISK = N'\\\\fs1.contoso.com\\one\\Sales.seed-1-of-2.bak', DISK = N'\\\\fs1.contoso.com\\one\\Sales.seed-2-of-2.bak'";
    const folder = "setup/04-databases/Sales/";
    const seed = textOf(one, `${folder}05-a.Sales.shared-seed.sql`);
    expect(seed.split(`BACKUP DATABASE [Sales] TO ${full}`)).toHaveLength(3);
    expect(seed.match(/^ {4}WITH (COPY_ONLY, )?NO_COMPRESSION, CHECKSUM/gm)).toHaveLength(4);
    for (const file of ["10-b.Sales.mirror-restore.sql", "50-c.Sales.restore.sql"]) {
      const restore = textOf(one, `${folder}${file}`);
      expect(restore).toContain(`RESTORE DATABASE @database FROM ${full.replaceAll("'", "''")} WITH NORECOVERY`);
      expect(restore).toContain(
        "RESTORE LOG [Sales] FROM DISK = N'\\\\fs1.contoso.com\\one\\Sales.seed-log.bak' WITH NORECOVERY",
      );
    }
    expect(textOf(one, `${folder}45-a.Sales.backup.sql`)).toContain("Sales.seed-log.bak");
  });

  it("is looked for by preflight on every server that uses it", () => {
    for (const server of ["a", "b", "c"]) {
      const preflight = textOf(one, `setup/01-preflight/10-${server}.preflight.sql`);
      expect(preflight).toContain("(0, N'\\\\fs1.contoso.com\\one', N'seed of Sales')");
    }
    expect(textOf(one, "setup/01-preflight/10-d.preflight.sql")).not.toContain("contoso.com\\one");
  });

  it("takes its log COPY_ONLY where a secondary was restored before, and every copy lacks no log", () => {
    const mixed = compileText(
      edited(plain, [
        ["  Sales:\n", `  Sales:\n${SEED}`],
        ["      seedShare: \\\\fs1.contoso.com\\seed\n", ""],
        ["        - server: c\n", "        - server: c\n          initialize: already-restored\n"],
      ]),
    );
    const seed = textOf(mixed, "setup/04-databases/Sales/05-a.Sales.shared-seed.sql");
    expect(seed.match(/BACKUP LOG/g)?.length).toBeGreaterThan(0);
    expect(seed).not.toMatch(/BACKUP LOG [^\n]*\n\s*WITH (?!COPY_ONLY)/);
  });

  it("is the secondaries' alone on the Skype platforms, behind Install-CsMirrorDatabase", () => {
    const skype = compileText(edited(chat, [["  mgc:\n", `  mgc:\n${SEED}`]]));
    const own = kinds(skype, "mgc");
    expect(own.indexOf("install-mirror")).toBeLessThan(own.indexOf("shared-seed"));
    expect(own.indexOf("shared-seed")).toBeLessThan(own.indexOf("primary-only"));
    const install = (skype.plan?.steps ?? []).find(({ kind }) => kind === "install-mirror");
    expect(textOf(skype, install?.path ?? "")).toContain("-FileShare '\\\\fs1.contoso.com\\seed'");
  });
});
