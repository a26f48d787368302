import { shipments } from "../../model/roles.ts";
import type { Pointer } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

const FIRST_USER_MESSAGE = 50_001;
const OWN = { backup: 14420, restore: 14421 } as const;

interface Alert {
  readonly at: Pointer;
  readonly alert: boolean;
  readonly alertError: number;
}

function* check(what: keyof typeof OWN, { at, alert, alertError: number }: Alert): Iterable<Finding> {
  if (number === OWN[what] || number >= FIRST_USER_MESSAGE) return;
  // The example of sp_add_log_shipping_primary_database's page: nothing is raised, and no number.
  if (number === 0 && !alert) return;
  const swapped = number === OWN.backup || number === OWN.restore;
  yield {
    at: `${at}/alertError`,
    ...(swapped && { severity: "warning" }),
    message: swapped
      ? `${number} is the message of the other alert: the ${what} alert is ${OWN[what]}.`
      : `${number} is neither ${OWN[what]} nor a user's message, over 50000.`,
    hint: `Leave alertError out, which is ${OWN[what]}, or write the number of a message made by sp_addmessage${number === 0 ? ", or alert: false" : ""}.`,
  };
}

export const l38: Rule = {
  code: "L38",
  name: "alert-errors",
  severity: "error",
  also: "warning",
  title:
    "An alert raises 14420 for the backup, 14421 for the restore, or a user's message over 50000; one that is off may say 0",
  why:
    "The alert raises a message of that number, and there is none for others; the procedures refuse some (32028), but not 0. SSMS passed " +
    "14420 for restores too, and operators were told the wrong thing.",
  hint: "Leave alertError out, or write the number of a message that sp_addmessage made; 0 goes with alert: false.",
  source: "docs/relational-databases/system-stored-procedures/sp-add-log-shipping-primary-database-transact-sql.md",
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
      yield* check("backup", logShipping.backup);
      for (const { restore } of logShipping.secondaries) yield* check("restore", restore);
    }
  },
};
