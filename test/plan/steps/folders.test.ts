import { describe, expect, it } from "vitest";
import type { Topology } from "../../../src/model/topology.ts";
import { folders } from "../../../src/plan/steps/folders.ts";
import { compileText } from "../../support/fixtures.ts";

/** A copy folder, folders of database files, a folder behind a share, Linux: one of each. */
const TOPOLOGY = `
version: 1
name: own-folders
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, site: east, engineAccount: 'CONTOSO\\svc-sql', agentAccount: 'CONTOSO\\svc-agent' }
servers:
  a: { host: a.contoso.com }
  c: { host: c.contoso.com, instance: RTC, engineAccount: local-system, agentAccount: 'NT SERVICE\\SQLAgent$RTC' }
  l: { host: l.contoso.com, os: linux }
databases:
  Sales:
    logShipping:
      primary: a
      backup: { share: '\\\\a.contoso.com\\logship', localPath: 'E:\\LogShip\\' }
      secondaries:
        - { server: c, copy: { to: 'D:\\Copy' }, dataPath: 'F:\\Data', logPath: 'F:\\Data', restore: { mode: standby } }
        - { server: l, copy: { from: /mnt/logship, to: /var/copy } }
`;

function resolved(text: string): Topology {
  const { plan, diagnostics } = compileText(text);
  if (plan === null) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return plan.topology;
}

describe("the folders of a server", () => {
  const steps = folders(resolved(TOPOLOGY));
  const of = (id: string) => steps.find(({ server }) => server === id)?.data;

  it("are made on Windows only, and no share is", () => {
    expect(steps.map(({ server }) => server)).toEqual(["a", "c"]);
    expect(of("a")?.folders).toEqual([{ engine: "Modify", agent: "Modify", paths: ["E:\\LogShip"] }]);
  });

  it("have the rights that their use asks for: those of database files are the engine's whole", () => {
    expect(of("c")?.folders).toEqual([
      { engine: "Modify", agent: "Modify", paths: ["D:\\Copy", "D:\\Copy-taken-over"] },
      { engine: "FullControl", agent: "", paths: ["F:\\Data"] },
    ]);
  });

  it("give them to the services' own identifiers, which are the same on every computer", () => {
    // As sc.exe showsid says them.
    expect(of("a")?.services.map(({ identity, sid }) => [identity, sid])).toEqual([
      ["NT SERVICE\\MSSQLSERVER", "S-1-5-80-3880718306-3832830129-1677859214-2598158968-1052248003"],
      ["NT SERVICE\\SQLSERVERAGENT", "S-1-5-80-344959196-2060754871-2302487193-2804545603-1466107430"],
    ]);
    expect(of("c")?.services.map(({ identity }) => identity)).toEqual([
      "NT SERVICE\\MSSQL$RTC",
      "NT SERVICE\\SQLAgent$RTC",
    ]);
  });

  it("count what the account has, of a built-in one by its identifier, because its name is another in each language", () => {
    expect(of("c")?.services.map(({ accounts }) => accounts)).toEqual([["S-1-5-18"], ["NT SERVICE\\SQLAgent$RTC"]]);
  });

  it("leave out a whole drive: what is given there is given in all that lies on it", () => {
    for (const drive of ["D:\\", "D:/"]) {
      const steps = folders(resolved(TOPOLOGY.replace("'D:\\Copy'", `'${drive}'`)));
      expect(steps.find(({ server }) => server === "c")?.data.folders).toEqual([
        { engine: "Modify", agent: "Modify", paths: ["D:\\taken-over"] },
        { engine: "FullControl", agent: "", paths: ["F:\\Data"] },
      ]);
    }
  });

  it("are written with backslashes, by which the script looks for links on the way", () => {
    const steps = folders(resolved(TOPOLOGY.replace("'D:\\Copy'", "'D:/Copy/Sales/'")));
    expect(steps.find(({ server }) => server === "c")?.data.folders[0]?.paths).toEqual([
      "D:\\Copy\\Sales",
      "D:\\Copy\\Sales-taken-over",
    ]);
  });
});
