import { editionsOf, existsIn } from "../../model/product.ts";
import type { Rule } from "../rule.ts";

export const l60: Rule = {
  code: "L60",
  name: "editions-exist",
  severity: "error",
  title: "Every server's edition exists in its version",
  why:
    "SQL Server 2025 has neither Developer nor Web: it has Enterprise Developer and Standard Developer. Business Intelligence was there in " +
    "2012 and 2014 only. The guards compare the edition, and would stop every script.",
  hint: "Write an edition of that version, as SERVERPROPERTY('Edition') answers it, or the server's true version.",
  source: "docs/sql-server/editions-and-components-of-sql-server-2025.md",
  example: {
    before: `
      servers:
        sql-b1: { edition: business-intelligence }   # version: 2019
    `,
    after: `
      servers:
        sql-b1: { edition: standard }   # version: 2019
    `,
  },
  *check(topology) {
    for (const { at, edition, version } of topology.servers) {
      if (existsIn(edition, version)) continue;
      yield {
        at: `${at}/edition`,
        message: `SQL Server ${version} has no ${edition} edition.`,
        hint: `Write what SELECT SERVERPROPERTY('Edition') answers there: ${editionsOf(version).join(", ")}.`,
      };
    }
  },
};
