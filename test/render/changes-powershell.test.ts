import { describe, expect, it } from "vitest";

import { powerShellChanges, withChanges } from "../../src/render/changes-powershell.ts";
import { alignedRows } from "../../src/render/rows-powershell.ts";
import { compileCase, okCases, textOf } from "../support/fixtures.ts";

describe("what a PowerShell script changes", () => {
  it.each<[string, string, string[]]>([
    ["cmdlets that look", "Get-CsService -PoolFqdn 'x'\r\nTest-CsDatabase -All\r\n", []],
    [
      "a cmdlet, without what it is told for the script's sake",
      "    Invoke-CsDatabaseFailover -PoolFqdn 'a b' -NewPrincipal 'Mirror' -Confirm:$false -ErrorAction:Stop\r\n",
      ["Invoke-CsDatabaseFailover -PoolFqdn 'a b' -NewPrincipal 'Mirror'"],
    ],
    [
      "a cmdlet up to its end",
      "if ($x) { Remove-CsPool -Identity (Get-It ';') } # so\nSet-CsPool -A `\r\n    -B 1 | Out-Null\nSet-CsX -C 1; $y = 1\n",
      ["Remove-CsPool -Identity (Get-It ';')", "Set-CsPool -A `\r\n    -B 1", "Set-CsX -C 1"],
    ],
    ["a cmdlet in a comment or a text", "# Install-CsMirrorDatabase -X\n$a = 'Install-CsMirrorDatabase -X'\n", []],
    ["T-SQL that reads", "$sqlA = 'SELECT 1 AS a;'\nRead-Row -Query $sqlA\n", []],
    [
      "T-SQL where it is used, and as often, in the order of the uses",
      "$sqlA = 'ALTER DATABASE [O''B] SET PARTNER FAILOVER;'\n$sqlB = 'ALTER DATABASE [x] SET PARTNER SAFETY OFF;'\n" +
        "Invoke-Statement -On $p -Statement $sqlB\nInvoke-Statement -On $p -Statement $sqlA\nInvoke-Statement -On $p -Statement $sqlB\n",
      [
        "ALTER DATABASE [x] SET PARTNER SAFETY OFF;",
        "ALTER DATABASE [O'B] SET PARTNER FAILOVER;",
        "ALTER DATABASE [x] SET PARTNER SAFETY OFF;",
      ],
    ],
    ["T-SQL that is never used", "$sqlA = 'DROP DATABASE x;'\n$sqlAll = 1\n", []],
    ["other text that begins so", "$a = @{ What = 'backup store of mgc' }\n", []],
    ["T-SQL in a call", "Invoke-Statement -Statement 'exec sp_x;'\n", ["exec sp_x;"]],
  ])("%s", (_, text, expected) => {
    expect(powerShellChanges(text)).toEqual(expected);
  });
});

describe("the list of changes of a head", () => {
  it("is numbered, each once, in the place that the template leaves", () => {
    expect(withChanges("# File: a\r\n# Changes:\r\n# Before:\r\n# Changes:\r\n", ["a", "b", "a"])).toBe(
      "# File: a\r\n# Changes:\r\n#   1. a\r\n#   2. b\r\n# Before:\r\n# Changes:\r\n",
    );
    expect(withChanges("# Changes:\n", ["a\r\n  b\u0085c"])).toBe("# Changes:\n#   1. a b c\n");
    expect(withChanges("-- Changes:\n-- x\n", ["a $& b"])).toBe("-- Changes:\n--   1. a $& b\n-- x\n");
  });

  it("says nothing where there is none, and leaves a head without the place alone", () => {
    expect(withChanges("# Changes:\r\n", [])).toBe("# Changes:   nothing\r\n");
    expect(withChanges("# Contoso\r\n", ["a"])).toBe("# Contoso\r\n");
  });

  it("stands in every script, and is empty exactly where it only reads", () => {
    for (const name of okCases) {
      const compilation = compileCase(name);
      for (const { format, path, readOnly, data } of compilation.plan?.steps ?? []) {
        if (format !== "powershell") continue;
        const only = readOnly || ("makes" in data && data.makes === false);
        expect(textOf(compilation, path), path).toMatch(
          only
            ? /^# Changes: {3}nothing\r$/m
            : /^# Changes:\r\n# {3}1\. (?:[A-Z][a-z]+-(?:Cs|LogBackup |ServiceFolder )|ALTER DATABASE )/m,
        );
      }
    }
  });
});

describe("rows of a table", () => {
  it("are aligned behind each key", () => {
    expect(alignedRows("$a = @(\r\n    @{ A = 'x;'; B = 1; C = 2 }\r\n    @{ A = ''; B = 100; C = 3 }\r\n)\r\n")).toBe(
      "$a = @(\r\n    @{ A = 'x;'; B = 1;   C = 2 }\r\n    @{ A = '';   B = 100; C = 3 }\r\n)\r\n",
    );
  });

  it("stay within a window, but for those that are wider anyway", () => {
    const row = (a: string, b: string, c: string) => `    @{ A = '${a}'; B = '${b}'; C = '${c}' }`;
    const aligned = (...rows: string[]) => alignedRows(rows.join("\n")).split("\n");
    const [long, wide] = ["y".repeat(100), "y".repeat(200)];
    // Behind A would go, behind B would not.
    expect(aligned(row("", "b", long), row("zz", "y".repeat(80), "c"))).toEqual([
      row("", "b", long).replace("''; B", "'';   B"),
      row("zz", "y".repeat(80), "c"),
    ]);
    expect(aligned(row("", "b", wide), row("zz", "", "c"))).toEqual([
      row("", "b", wide).replace("''; B", "'';   B"),
      row("zz", "", "c").replace("''; C", "'';  C"),
    ]);
  });
});
