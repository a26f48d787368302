import { type SettingRow, sessionRows } from "../../model/settings/rows.ts";
import type { Topology } from "../../model/topology.ts";
import { type MirroringFacts, mirroredByScript, sessionFacts } from "../mirroring.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that names the principal as the partner, on the mirror. */
export interface MirrorPartnerData extends MirroringFacts {
  /** What is compared of the session. */
  readonly settings: readonly SettingRow[];
}

/** SET PARTNER on the mirror, which comes first (ALTER DATABASE database mirroring). */
export function mirrorPartner(topology: Topology): readonly Step<MirrorPartnerData & TsqlData>[] {
  return mirroredByScript(topology).map(({ database, mirroring }) => {
    const facts = sessionFacts(mirroring, mirroring.mirror);
    return onServer<MirrorPartnerData>(mirroring.mirror, {
      kind: "mirror-partner",
      database: database.name,
      what: "partner",
      role: "mirror",
      title: `name ${mirroring.principal.serverName} as the partner of ${database.name}, on the mirror`,
      purpose: ["The mirror goes first: it contacts nobody, and waits for the principal."],
      before: [`${database.name} is RESTORING here; the endpoint is started`],
      after: [`${database.name} waits for its principal, ${mirroring.principal.serverName}`],
      takenBackBy: ["end-mirroring"],
      duration: "seconds",
      sources: [mirroring.at],
      data: { ...facts, settings: sessionRows({ partnerAddress: facts.partnerAddress }) },
    });
  });
}
