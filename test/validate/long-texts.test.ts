import { expect, it } from "vitest";
import { validate } from "../../src/validate/validate.ts";

/** So long that a pattern which looks at each place from each place takes half a minute. */
const LONG = 150_000;

const topology = (host: string): string => `version: 1
name: long
platform: sql-server
servers:
  a: { host: '${host}', site: east, version: 2019, edition: enterprise, engineAccount: C\\sql, agentAccount: C\\agent }
`;

it.each([":", "a", ".", "a.", "-", "0:", "%", "\\", "1.", "a:"])(
  "a host of 150,000 characters like %s is done with soon",
  (fill) => {
    const bytes = Buffer.from(topology(`${fill.repeat(LONG / fill.length)}!`));
    const { user } = process.cpuUsage();
    const { diagnostics } = validate({ file: "t.yaml", bytes });
    expect(process.cpuUsage().user - user).toBeLessThan(3_000_000);
    expect(diagnostics.map(({ line }) => line)).toContain(5);
  },
);

it.each(["10.0.0.11", "fe80::1%eth0", "::1", "::", "sqla.contoso.com", "a:b"])("takes %s for a host", (host) => {
  const { diagnostics } = validate({ file: "t.yaml", bytes: Buffer.from(topology(host)) });
  expect(diagnostics.map(({ code }) => code)).not.toContain("S12");
});

it.each(["a:", ":", "x:1", "-a", "fe80::1%"])("takes %s for none", (host) => {
  const { diagnostics } = validate({ file: "t.yaml", bytes: Buffer.from(topology(host)) });
  expect(diagnostics.map(({ code }) => code)).toContain("S12");
});
