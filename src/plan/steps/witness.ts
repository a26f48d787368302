import { type SettingRow, sessionRows } from "../../model/settings/rows.ts";
import type { Topology } from "../../model/topology.ts";
import { type MirroringFacts, mirroredByScript, sessionFacts } from "../mirroring.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step, StepKind } from "../types.ts";

/** The script that sets the witness of a session, on the principal. */
export interface WitnessData extends MirroringFacts {
  /** What is compared of the session. */
  readonly settings: readonly SettingRow[];
}

function steps(topology: Topology, isShipped: boolean): readonly Step<WitnessData & TsqlData>[] {
  return mirroredByScript(topology).flatMap(({ database, mirroring }) => {
    if ((database.logShipping !== null) !== isShipped) return [];
    if (mirroring.witness === null) return [];
    const facts = sessionFacts(mirroring, mirroring.principal);
    return [
      onServer<WitnessData>(mirroring.principal, {
        kind: "witness",
        database: database.name,
        what: "witness",
        role: "mirroring principal",
        title: `set ${mirroring.witness.serverName} as the witness of ${database.name}`,
        purpose: ["With a witness the mirror takes over by itself when the principal is lost."],
        before: [
          `${database.name} is the principal here and SYNCHRONIZED`,
          `the endpoint of ${mirroring.witness.serverName} is started, and both partners may connect to it`,
        ],
        after: ["the witness is connected"],
        undo: ["ALTER DATABASE ... SET WITNESS OFF, here; mirroring goes on without automatic failover"],
        duration: "seconds; it waits five minutes at the most",
        sources: [`${mirroring.at}/witness`],
        data: { ...facts, settings: sessionRows({ witnessAddress: facts.witnessAddress }) },
      }),
    ];
  });
}

/** SET WITNESS on the principal of every database that is mirrored only. */
export const witnessOfMirrored: StepKind<WitnessData & TsqlData> = (topology) => steps(topology, false);

/** The same for what is shipped as well: once the mirror has its half, because the witness lets it take over by itself. */
export const witnessOfShipped: StepKind<WitnessData & TsqlData> = (topology) => steps(topology, true);
