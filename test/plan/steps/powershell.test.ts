import { describe, expect, it } from "vitest";
import type { Topology } from "../../../src/model/topology.ts";
import { plan } from "../../../src/plan/plan.ts";
import { installMirror } from "../../../src/plan/steps/install-mirror.ts";
import { mirrorTakesOver } from "../../../src/plan/steps/mirror-takes-over.ts";
import { principalTakesOver } from "../../../src/plan/steps/principal-takes-over.ts";
import { topologyBuilder } from "../../../src/plan/steps/topology-builder.ts";
import { verifyTopology } from "../../../src/plan/steps/verify-topology.ts";
import type { StepKind } from "../../../src/plan/types.ts";
import { sample } from "../../support/samples.ts";

const chat = sample("contoso-pchat");
const many = sample("many-databases");
const paths = (kind: StepKind, topology: Topology) => {
  const of = kind(topology)[0]?.kind;
  return plan(topology)
    .steps.filter((step) => step.kind === of)
    .map(({ path }) => path);
};
const single = <Data extends object>(kind: StepKind<Data>, topology: Topology) => {
  const [step, ...others] = kind(topology);
  if (step === undefined || others.length > 0) throw new Error("not one step");
  return step;
};

describe("the steps of Persistent Chat's topology", () => {
  it("are a sheet and a script for the pool", () => {
    expect(paths(topologyBuilder, chat)).toEqual(["setup/02-topology/10-pool.topology-builder.md"]);
    expect(paths(verifyTopology, chat)).toEqual(["setup/02-topology/20-pool.verify-topology.ps1"]);
  });

  it("do not exist on plain SQL Server", () => {
    expect([topologyBuilder, verifyTopology, installMirror].flatMap((kind: StepKind) => kind(many))).toEqual([]);
  });

  it("implement the page's section and its notes", () => {
    expect(single(topologyBuilder, chat).page).toEqual([
      "note.availability-groups",
      "note.2019",
      "topology.1",
      "topology.2",
      "topology.2a",
      "topology.2b",
      "topology.2c",
      "topology.2d",
      "topology.2e",
      "topology.2f",
    ]);
  });

  it("name each store once, with all its uses", () => {
    const { stores } = single(topologyBuilder, chat).data;
    expect(stores.map(({ host }) => host)).toEqual([
      "sqla1.contoso.com",
      "sqla2.contoso.com",
      "sqlb1.contoso.com",
      "sqlb2.contoso.com",
    ]);
    expect(stores[0]?.use).toBe("store of mgc, store of mgccomp");
  });

  it("compare all eight associations, and only four without compliance", () => {
    const noCompliance = sample("contoso-pchat", [/ {2}mgccomp:[\s\S]*$/, ""]);
    expect(single(verifyTopology, chat).data.associations).toHaveLength(8);
    expect(single(verifyTopology, noCompliance).data.associations).toHaveLength(4);
    expect(single(verifyTopology, noCompliance).data.compliance).toBe(false);
  });

  it("only read when they verify", () => {
    expect(single(verifyTopology, chat).readOnly).toBe(true);
  });
});

describe("install-mirror", () => {
  it("is one for each mirrored database of Persistent Chat", () => {
    expect(paths(installMirror, chat)).toEqual([
      "setup/04-databases/mgc/30-pool.mgc.install-mirror.ps1",
      "setup/04-databases/mgccomp/30-pool.mgccomp.install-mirror.ps1",
    ]);
    expect(installMirror(chat).map(({ data }) => data.type)).toEqual(["PersistentChat", "PersistentChatCompliance"]);
  });

  it("makes nothing where the mirror is said to be made already", () => {
    const restored = sample("contoso-pchat", [
      /seedShare: \\\\fs1\.contoso\.com\\mirror-seed {6}#.*/,
      "initialize: already-restored",
    ]);
    const [first, second] = installMirror(restored);
    expect([first?.data.makes, first?.data.share]).toEqual([false, null]);
    expect([second?.data.makes, second?.data.share]).toEqual([true, "\\\\fs1.contoso.com\\mirror-seed"]);
  });
});

describe("the mirror and the principal taking over", () => {
  it("are the pool's, by cmdlet, for Persistent Chat", () => {
    expect(paths(mirrorTakesOver, chat)).toEqual(["setup/05-mirror-as-primary/mgc/10-pool.mgc.fail-over.ps1"]);
    expect(paths(principalTakesOver, chat)).toEqual(["setup/05-mirror-as-primary/mgc/50-pool.mgc.fail-back.ps1"]);
    expect([single(mirrorTakesOver, chat), single(principalTakesOver, chat)].map(({ page }) => page)).toEqual([
      ["mirror.1"],
      ["mirror.22"],
    ]);
    expect(single(mirrorTakesOver, chat).data).toMatchObject({ pool: "pchat.contoso.com", type: "PersistentChat" });
  });

  it("are the principal's and the mirror's, by T-SQL, on plain SQL Server, for what is mirrored and shipped", () => {
    expect(paths(mirrorTakesOver, many)).toEqual(
      ["Invoices", "Sales", "Stock"].map(
        (name) => `setup/05-mirror-as-primary/${name}/10-sql-a1.${name}.fail-over.ps1`,
      ),
    );
    expect(paths(principalTakesOver, many)).toEqual(
      ["Invoices", "Sales", "Stock"].map(
        (name) => `setup/05-mirror-as-primary/${name}/50-sql-a2.${name}.fail-back.ps1`,
      ),
    );
    expect(mirrorTakesOver(many).every(({ page, data }) => page.length === 0 && data.type === null)).toBe(true);
  });

  it("frame what is done while the mirror is the principal, database by database", () => {
    const steps = plan(many).steps.filter(({ phase }) => phase === "setup/05-mirror-as-primary");
    const databases = [...new Set(steps.map(({ database }) => database))];
    expect(databases).toEqual(["Invoices", "Sales", "Stock"]);
    for (const name of databases) {
      const kinds = steps.filter(({ database }) => database === name).map(({ kind }) => kind);
      expect([kinds[0], kinds[1], kinds.at(-2)]).toEqual(["mirror-takes-over", "primary-only", "principal-takes-over"]);
    }
    expect(steps.map(({ order }) => order)).toEqual(steps.map((_, index) => (steps[0]?.order ?? 0) + index));
  });

  it("know where each partner is, and by which name", () => {
    expect(single(mirrorTakesOver, chat).data).toMatchObject({
      principal: { serverName: "SQLA1\\RTC", address: "sqla1.contoso.com,1433" },
      mirror: { serverName: "SQLA2\\RTC", address: "sqla2.contoso.com\\RTC" },
      highPerformance: false,
    });
  });
});
