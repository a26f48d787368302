import { describe, expect, it } from "vitest";
import { compile, prepare } from "../../src/compile.ts";
import { OPERATIONS } from "../../src/plan/plan.ts";
import { operationRunbook } from "../../src/render/operation.ts";
import { render } from "../../src/render/render.ts";

const bytesOf = (text: string) => ({ file: "t.yaml", bytes: Buffer.from(text) });

/** Databases of one profile, each mirrored and shipped to so many secondaries. */
function estate(databases: number, secondaries: number, name: (index: number) => string): string {
  const ids = Array.from({ length: secondaries }, (_, index) => `c${index}`);
  const list = ids.map((id) => `{ server: ${id}, copy: { to: 'D:\\LogShip\\${id}' } }`).join(", ");
  return [
    "version: 1",
    "name: many",
    "platform: sql-server",
    "defaults:",
    "  servers: { site: east, version: 2019, edition: enterprise, engineAccount: C\\sql, agentAccount: C\\agent, endpoint: { port: 5022 } }",
    "servers:",
    ...["a", "b", ...ids].map((id) => `  ${id}: { host: sql${id}.contoso.com }`),
    "profiles:",
    "  p:",
    "    mirroring: { principal: a, mirror: b, seedShare: '\\\\fs1\\seed' }",
    `    logShipping: { backup: { share: '\\\\fs1\\logship' }, secondaries: [${list}] }`,
    "databases:",
    ...Array.from({ length: databases }, (_, index) => `  ${name(index)}: { profile: p }`),
    "",
  ].join("\n");
}

const short = (index: number) => `Db${index}`;
const lineOf = (text: string) => text.split("\n").indexOf("databases:") + 1;

describe("the most that a topology may have", () => {
  it.each([
    ["2,001 databases", estate(2001, 1, short)],
    ["20,000 databases", estate(20_000, 1, short)],
    ["1,000 databases with seven copies each", estate(1000, 5, short)],
  ])("is told before anything is made of more: %s", (_, text) => {
    const { diagnostics, artifacts } = compile(bytesOf(text));
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect(errors.map(({ code, line }) => [code, line])).toEqual([["S09", lineOf(text)]]);
    expect(artifacts).toEqual([]);
  });

  it("is not reached by 2,000 databases with long names, whose largest file is made", { timeout: 120_000 }, () => {
    const { plan, diagnostics } = prepare(bytesOf(estate(2000, 1, (index) => `Db${String(index).padStart(100, "0")}`)));
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    if (plan === null) throw new Error("no plan");
    const largest = plan.steps.find(({ kind, server }) => kind === "verify" && server === "c0");
    if (largest === undefined) throw new Error("no verify");
    expect(render(plan, largest).length).toBeGreaterThan(0);
    for (const operation of OPERATIONS) expect(operationRunbook(plan, operation).length).toBeGreaterThan(0);
  });
});
