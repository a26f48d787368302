import { status } from "../steps/status.ts";
import type { Operation } from "../types.ts";

/** How the estate stands: whether it could fail over now, and what would be lost. */
export const STATUS: Operation = {
  name: "status",
  phases: [
    {
      folder: "01-servers",
      title: "The servers",
      text:
        "Reads, and changes nothing: run it as often as you like, in any order. A server that does not answer is a finding too. Worst comes first; a line that " +
        "says FAIL ends the script with exit code 1. What a script could not see, for want of a permission, it says in lines of the code UNSEEN.",
      byDatabase: false,
      kinds: [status],
    },
  ],
};
