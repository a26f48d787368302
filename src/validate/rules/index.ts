import type { RawRule, Rule } from "../rule.ts";
import { l01 } from "./l01-distinct-instances.ts";
import { l03 } from "./l03-backup-share.ts";
import { l04 } from "./l04-share-host.ts";
import { l05 } from "./l05-partner-versions.ts";
import { l06 } from "./l06-secondary-not-older.ts";
import { l07 } from "./l07-secondary-newer.ts";
import { l08 } from "./l08-edition-roles.ts";
import { l09 } from "./l09-platform-versions.ts";
import { l10 } from "./l10-endpoint-ports-per-host.ts";
import { l11 } from "./l11-witness-apart.ts";
import { l12 } from "./l12-no-witness-high-performance.ts";
import { l13 } from "./l13-endpoint-roles.ts";
import { l14 } from "./l14-endpoint-accounts.ts";
import { l16 } from "./l16-partner-paths.ts";
import { l17 } from "./l17-persistent-chat-restore.ts";
import { l19 } from "./l19-compliance-not-shipped.ts";
import { l21 } from "./l21-backup-threshold.ts";
import { l22 } from "./l22-restore-threshold.ts";
import { l23 } from "./l23-collations.ts";
import { l24 } from "./l24-sites.ts";
import { l25 } from "./l25-one-domain.ts";
import { l26 } from "./l26-survive-outage.ts";
import { l27 } from "./l27-chat-servers.ts";
import { l28 } from "./l28-schedules-alike.ts";
import { l29 } from "./l29-out-of-scope.ts";
import { l30, l30Raw } from "./l30-safe-text.ts";
import { l31 } from "./l31-no-mirroring-on-linux.ts";
import { l32 } from "./l32-shared-secondary.ts";
import { l33 } from "./l33-job-names.ts";
import { l34 } from "./l34-schedules.ts";
import { l35 } from "./l35-every-days-start.ts";
import { l36 } from "./l36-monitor-apart.ts";
import { l37 } from "./l37-connection-options.ts";
import { l38 } from "./l38-alert-errors.ts";
import { l39 } from "./l39-retention-over-delay.ts";
import { l40 } from "./l40-shared-folders.ts";
import { l41 } from "./l41-standby-users.ts";
import { l42 } from "./l42-compression.ts";
import { l43 } from "./l43-partner-timeout.ts";
import { l44 } from "./l44-endpoint-port-range.ts";
import { l45 } from "./l45-endpoint-algorithms.ts";
import { l46 } from "./l46-disaster-recovery-needs.ts";
import { l47 } from "./l47-backup-store.ts";
import { l48 } from "./l48-server-names.ts";
import { l49 } from "./l49-short-retention.ts";
import { l50 } from "./l50-seed-share.ts";
import { l51 } from "./l51-seed-users.ts";
import { l52 } from "./l52-seed-folder.ts";
import { l56 } from "./l56-path-lengths.ts";
import { l57 } from "./l57-output-paths.ts";
import { l58 } from "./l58-names-dialled.ts";
import { l59 } from "./l59-folders-apart.ts";
import { l60 } from "./l60-editions-exist.ts";
import { l61 } from "./l61-connection-option-values.ts";
import { l62 } from "./l62-accounts-abroad.ts";
import { l64 } from "./l64-endpoint-addresses.ts";

/** Every rule over the resolved topology, by code. */
export const rules: readonly Rule[] = [
  l01,
  l03,
  l04,
  l05,
  l06,
  l07,
  l08,
  l09,
  l10,
  l11,
  l12,
  l13,
  l14,
  l16,
  l17,
  l19,
  l21,
  l22,
  l23,
  l24,
  l25,
  l26,
  l27,
  l28,
  l30,
  l31,
  l32,
  l33,
  l34,
  l35,
  l36,
  l37,
  l38,
  l39,
  l40,
  l41,
  l42,
  l43,
  l44,
  l45,
  l46,
  l47,
  l48,
  l49,
  l50,
  l51,
  l52,
  l56,
  l57,
  l58,
  l59,
  l60,
  l61,
  l62,
  l64,
];

/** Every rule over the document as it is written. L30 is in both: one part looks at what only the resolved topology tells. */
export const rawRules: readonly RawRule[] = [l29, l30Raw];
