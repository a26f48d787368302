import { describe, expect, it } from "vitest";
import type { Topology } from "../../src/model/topology.ts";
import { plan } from "../../src/plan/plan.ts";
import { render } from "../../src/render/render.ts";
import { sample } from "../support/samples.ts";

const KINDS = ["topology-builder", "verify-topology", "install-mirror", "mirror-takes-over", "principal-takes-over"];
const HIGH_PERFORMANCE = [
  "witness: sql-w                     # fails over by itself when sql-a1 is lost",
  "mode: high-performance",
] as const;
const ALREADY = [/seedShare: \\\\fs1\.contoso\.com\\mirror-seed {6}#.*/, "initialize: already-restored"] as const;

const topologies: Readonly<Record<string, Topology>> = {
  skype: sample("contoso-pchat"),
  lync: sample("contoso-pchat", ["skype-for-business-2015", "lync-server-2013"], ["version: 2014", "version: 2012"]),
  "no compliance": sample("contoso-pchat", [/ {2}mgccomp:[\s\S]*$/, ""]),
  "mirror made already": sample("contoso-pchat", ALREADY),
  "plain SQL Server": sample("many-databases"),
  "high-performance": sample("many-databases", HIGH_PERFORMANCE),
  "odd names": sample("many-databases", ["  Sales:", '  "S\'al]es \u2019x":']),
};

/** The artifacts of these kinds, as `what` or `database what` → text. */
function rendered(topology: Topology): Record<string, string> {
  const planned = plan(topology);
  const steps = planned.steps.filter(({ kind }) => KINDS.includes(kind));
  return Object.fromEntries(
    steps.map((step) => [`${step.database === null ? "" : `${step.database} `}${step.what}`, render(planned, step)]),
  );
}

function text(name: string, what: string): string {
  const found = topologies[name] === undefined ? undefined : rendered(topologies[name])[what];
  if (found === undefined) throw new Error(`no ${what} of ${name}`);
  return found;
}

describe.each(Object.entries(topologies))("PowerShell and sheet of: %s", (_, topology) => {
  const planned = plan(topology);
  const steps = planned.steps.filter(({ kind }) => KINDS.includes(kind));

  it("keeps each SQL text in one literal on one line, with values as parameters", () => {
    for (const [what, script] of Object.entries(rendered(topology))) {
      if (!script.includes("SqlClient")) continue;
      const texts = script.split("\r\n").filter((line) => /^\s*\$sql\w+ =/.test(line));
      expect(texts.length, what).toBeGreaterThanOrEqual(1);
      for (const line of texts) expect(line).toMatch(/^\$sql[A-Z]\w+ = '(?:[^'‘’‚‛]|''|‘‘|’’|‚‚|‛‛)+;'$/);
    }
  });

  it("asks before each change, and ends in DONE or STOPPED with the exit code", () => {
    for (const step of steps) {
      if (step.format === "markdown") continue;
      const script = render(planned, step);
      expect(script.includes("$PSCmdlet.ShouldProcess(")).toBe(
        !step.readOnly && !("makes" in step.data && step.data.makes === false),
      );
      expect(script.endsWith("}\r\n\r\nComplete-Script -Steps { Assert-Step; Invoke-Step }\r\n")).toBe(true);
    }
  });
});

describe("fail-over", () => {
  it("is by cmdlet for Persistent Chat", () => {
    const script = text("skype", "mgc fail-over");
    expect(script).toContain(
      "Invoke-CsDatabaseFailover -PoolFqdn 'pchat.contoso.com' -DatabaseType 'PersistentChat' -NewPrincipal 'Mirror' -Confirm:$false",
    );
    expect(script).not.toContain("SET PARTNER");
    expect(text("skype", "mgc fail-back")).toContain("-NewPrincipal 'Primary' -Confirm:$false");
  });

  it("is by T-SQL on plain SQL Server, and leaves the safety level alone", () => {
    const script = text("plain SQL Server", "Sales fail-over");
    expect(script).toContain("$sqlFailover = 'ALTER DATABASE [Sales] SET PARTNER FAILOVER;'");
    expect(script).not.toMatch(/-Cs|SAFETY (FULL|OFF);/);
  });

  it("changes safety in high-performance mode only, to FULL and at the end back to OFF", () => {
    expect(text("high-performance", "Sales fail-over")).toContain("SET PARTNER SAFETY FULL;");
    expect(text("high-performance", "Sales fail-over")).not.toContain("SET PARTNER SAFETY OFF;");
    expect(text("high-performance", "Sales fail-back")).toContain("SET PARTNER SAFETY OFF;");
  });

  it("looks at the mirror's half before it looks at anything else", () => {
    for (const name of ["skype", "plain SQL Server", "high-performance"]) {
      const script = text(name, name === "skype" ? "mgc fail-over" : "Sales fail-over");
      const step = script.slice(script.indexOf("function Invoke-Step"));
      const looks = ["$half = Read-Row -On $mirror", "no failover is needed", "Test-Session", "ShouldProcess("];
      const places = looks.map((look) => step.indexOf(look));
      expect(places.every((place) => place > 0)).toBe(true);
      expect(places).toEqual([...places].sort((left, right) => left - right));
    }
  });

  it("quotes an odd name for PowerShell and for T-SQL", () => {
    const script = text("odd names", "S'al]es \u2019x fail-over");
    expect(script).toContain("$database = 'S''al]es \u2019\u2019x'");
    expect(script).toContain("$sqlFailover = 'ALTER DATABASE [S''al]]es \u2019\u2019x] SET PARTNER FAILOVER;'");
  });
});

describe("install-mirror", () => {
  it("names the database by type, and drops nothing", () => {
    const script = text("skype", "mgc install-mirror");
    expect(script).toContain(
      "Install-CsMirrorDatabase -DatabaseType 'PersistentChat' -SqlServerFqdn 'sqla1.contoso.com' -SqlInstanceName 'RTC' " +
        "-FileShare '\\\\fs1.contoso.com\\mirror-seed' -Confirm:$false",
    );
    expect(script.replace(/^#.*$/gm, "")).not.toContain("DropExistingDatabasesOnMirror");
  });

  it("calls Get-CsDatabaseMirrorState without a type on Lync Server 2013", () => {
    expect(text("skype", "mgc install-mirror")).toContain("-PoolFqdn $pool -DatabaseType 'PersistentChat'");
    expect(text("lync", "mgc install-mirror")).toContain("Get-CsDatabaseMirrorState -PoolFqdn $pool -ErrorAction:Stop");
  });

  it("only waits where the mirror is said to be made already", () => {
    const script = text("mirror made already", "mgc install-mirror");
    expect(script).toContain("Wait-Synchronized");
    expect(script).not.toContain("Install-CsMirrorDatabase -");
  });
});

describe("the Topology Builder sheet", () => {
  it("has each box of the page's letters", () => {
    const sheet = text("skype", "topology-builder");
    for (const letter of ["2a", "2b", "2c", "2d", "2e"]) expect(sheet).toContain(`| ${letter} |`);
    expect(sheet).toContain("| 2c | Use backup SQL Server stores to enable disaster recovery | **tick** |");
    expect(sheet).toContain("| 2d | Backup SQL Server store | `sqlb1.contoso.com\\RTC` |");
    expect(sheet).toContain("## 2f. Publish");
  });

  it("says what to leave unticked", () => {
    expect(text("no compliance", "topology-builder")).toContain("leave unticked if it is");
    expect(text("skype", "topology-builder")).toContain("automatic failover | leave unticked |");
  });

  it("has LF line ends and no byte order mark", () => {
    expect(text("skype", "topology-builder")).not.toMatch(/\r|\ufeff/);
  });
});
