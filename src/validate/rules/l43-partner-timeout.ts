import { hasPersistentChat } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

const LEAST = 5;
const MOST = 32_767;
const USUAL = 10;

export const l43: Rule = {
  code: "L43",
  name: "partner-timeout",
  severity: "error",
  also: "warning",
  title:
    "The partner timeout is 10s or more, 5s at least and 32767s at most; with high-performance, and with the cmdlet that mirrors for Skype, it is 10s",
  why:
    "Under 5 seconds SQL Server silently takes 5, over 32767 it fails with 1476, and in high-performance mode it is always 10. Under 10 " +
    "a busy server misses pings and a failover is declared for nothing.",
  hint: "Leave timeout out, which is 10s, or write 10s or more.",
  source: "docs/t-sql/statements/alter-database-transact-sql-database-mirroring.md",
  example: {
    before: `
      databases:
        Sales:
          mirroring: { principal: sql-a1, mirror: sql-a2, timeout: 4s }
    `,
    after: `
      databases:
        Sales:
          mirroring: { principal: sql-a1, mirror: sql-a2, timeout: 10s }
    `,
  },
  *check(topology) {
    for (const { mirroring } of topology.databases) {
      if (!mirroring) continue;
      const { seconds, text } = mirroring.timeout;
      const at = `${mirroring.at}/timeout`;
      if (seconds < LEAST || seconds > MOST) {
        yield {
          at,
          message: `A timeout of ${text} is outside 5s to 32767s.`,
          hint: "Write timeout: 10s, or leave it out.",
        };
      } else if (mirroring.mode === "high-performance" && seconds !== USUAL) {
        const message = `A timeout of ${text} has no effect in high-performance mode, where it is 10s.`;
        yield { at, message, hint: "Write timeout: 10s, or leave it out." };
      } else if (hasPersistentChat(topology) && seconds !== USUAL) {
        const message = `A timeout of ${text} would not be set: Install-CsMirrorDatabase knows none, and leaves 10s.`;
        yield { at, message, hint: "Write timeout: 10s, or leave it out." };
      } else if (seconds < USUAL) {
        const message = `With a timeout of ${text} a busy server may be taken for lost.`;
        yield { at, severity: "warning", message, hint: "Write timeout: 10s or more." };
      }
    }
  },
};
