import { shipments } from "../../model/roles.ts";
import type { Pointer } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

const FIRST_USER_MESSAGE = 50_001;
const OWN = { backup: 14420, restore: 14421 } as const;

function* check(what: keyof typeof OWN, number: number, at: Pointer): Iterable<Finding> {
  if (number === OWN[what] || number >= FIRST_USER_MESSAGE) return;
  const swapped = number === OWN.backup || number === OWN.restore;
  yield {
    at: `${at}/alertError`,
    ...(swapped && { severity: "warning" }),
    message: swapped
      ? `${number} is the message of the other alert: the ${what} alert is ${OWN[what]}.`
      : `${number} is neither ${OWN[what]} nor a user's message, over 50000.`,
    hint: `Leave alertError out, which is ${OWN[what]}, or write the number of a message made by sp_addmessage.`,
  };
}

export const l38: Rule = {
  code: "L38",
  name: "alert-errors",
  severity: "error",
  also: "warning",
  title: "An alert raises 14420 for the backup, 14421 for the restore, or a user's message over 50000",
  why: "SQL Server refuses other numbers (32028). SSMS passed 14420 for restores too, and operators were told the wrong thing.",
  hint: "Leave alertError out, or write the number of a message that sp_addmessage made.",
  source: "inference",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            backup: { alertError: 50000 }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            backup: { alertError: 50001 }   # made by sp_addmessage
    `,
  },
  *check(topology) {
    for (const { logShipping } of shipments(topology)) {
      yield* check("backup", logShipping.backup.alertError, logShipping.backup.at);
      for (const { restore } of logShipping.secondaries) yield* check("restore", restore.alertError, restore.at);
    }
  },
};
