import { begunSessionRows, type SettingRow, sessionRows } from "../../model/settings/rows.ts";
import type { Topology } from "../../model/topology.ts";
import { type MirroringFacts, mirroredByScript, sessionFacts } from "../mirroring.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that names the mirror as the partner, on the principal, and sets the session up. */
export interface PrincipalPartnerData extends MirroringFacts {
  /** What is compared of a session that the set-up may only have begun. */
  readonly begunSettings: readonly SettingRow[];
  /** What is compared of the session. */
  readonly settings: readonly SettingRow[];
}

/** SET PARTNER on the principal, the wait for SYNCHRONIZED, then time-out and safety. */
export function principalPartner(topology: Topology): readonly Step<PrincipalPartnerData & TsqlData>[] {
  return mirroredByScript(topology).map(({ database, mirroring }) => {
    const facts = sessionFacts(mirroring, mirroring.principal);
    const { partnerAddress, timeout, safety } = facts;
    const compared = { partnerAddress, timeout, safety };
    return onServer<PrincipalPartnerData>(mirroring.principal, {
      kind: "principal-partner",
      database: database.name,
      what: "partner",
      role: "mirroring principal",
      title: `start mirroring ${database.name} to ${mirroring.mirror.serverName}`,
      purpose: [
        "Names the partner, waits until the mirror has caught up, then sets the time-out and the safety level.",
      ],
      before: [
        `${mirroring.mirror.serverName} has named this server as its partner`,
        `${database.name} is ONLINE and in the full recovery model`,
      ],
      after: [
        `${database.name} is mirrored to ${mirroring.mirror.serverName}, ${mirroring.mode}, time-out ${mirroring.timeout.text}`,
      ],
      takenBackBy: ["end-mirroring"],
      duration:
        "as long as the mirror needs for the log since the seed; it waits an hour at the most and can be run again",
      sources: [mirroring.at],
      data: { ...facts, begunSettings: begunSessionRows(compared), settings: sessionRows(compared) },
    });
  });
}
