/**
 * The page that the Persistent Chat set-up implements: Configure high availability and disaster recovery for Persistent Chat
 * Server in Skype for Business Server 2015 (OfficeDocs-SkypeForBusiness,
 * Skype/SfbServer/deploy/deploy-persistent-chat-server/configure-hadr-for-persistent-chat.md). Every numbered and lettered
 * step and every note has an id; steps of the plan name the ids that they do. The texts are ours.
 */
export const PAGE_TITLE = "Configure HADR for Persistent Chat Server";

/** Id → what the page asks for there, and where in the artifact it is done. */
export const PAGE_STEPS = {
  "note.availability-groups": {
    text: "Note: Persistent Chat does not work with availability groups",
    where: "database: availability group",
  },
  "note.2019": {
    text: "Note: Skype for Business Server 2019 has no Persistent Chat",
    where: "first lines",
  },
  "topology.1": {
    text: "Topology Builder 1: add the SQL Server stores of the mirror and of the log shipping secondary",
    where: "1. Define the SQL Server stores",
  },
  "topology.2": {
    text: "Topology Builder 2: edit the properties of the Persistent Chat service",
    where: "2. Edit the properties of the pool",
  },
  "topology.2a": {
    text: "Topology Builder 2a: enable mirroring of the primary database",
    where: "field: Enable SQL Server store mirroring",
  },
  "topology.2b": {
    text: "Topology Builder 2b: choose the store of the primary mirror",
    where: "field: Mirroring SQL Server store",
  },
  "topology.2c": {
    text: "Topology Builder 2c: enable the log shipping database",
    where: "field: Use backup SQL Server stores to enable disaster recovery",
  },
  "topology.2d": {
    text: "Topology Builder 2d: choose the store of the log shipping secondary",
    where: "field: Backup SQL Server store",
  },
  "topology.2e": {
    text: "Topology Builder 2e: choose the store that mirrors the secondary",
    where: "field: Backup SQL Server store mirror",
  },
  "topology.2f": {
    text: "Topology Builder 2f: publish the topology",
    where: "2f. Publish",
  },
  "primary.agent": {
    text: "Primary, before 1: SQL Server Agent runs on the secondary",
    where: "guard: SQL Server Agent",
  },
  "primary.1": {
    text: "Primary 1: open the properties of mgc",
    where: "guard: server and database",
  },
  "primary.2": {
    text: "Primary 2: the page Transaction Log Shipping",
    where: "guard: server and database",
  },
  "primary.3": {
    text: "Primary 3: enable the database as a primary",
    where: "work 1: sp_add_log_shipping_primary_database",
  },
  "primary.4": {
    text: "Primary 4: open the backup settings",
    where: "work 1: sp_add_log_shipping_primary_database",
  },
  "primary.5": {
    text: "Primary 5: the network path of the backup folder",
    where: "work 1: @backup_share",
  },
  "primary.6": {
    text: "Primary 6: the local path, where the folder is on the primary",
    where: "work 1: @backup_directory",
  },
  "primary.6.important": {
    text: "Primary 6, Important: a LocalSystem engine needs a folder on the primary and its local path",
    where: "work 1: @backup_directory; rule L03 refuses what cannot work",
  },
  "primary.7": {
    text: "Primary 7: how long files are kept, and when to alert",
    where: "work 1: @backup_retention_period, @backup_threshold",
  },
  "primary.8": {
    text: "Primary 8: the backup schedule",
    where: "work 2: sp_add_schedule, sp_attach_schedule",
  },
  "primary.9": {
    text: "Primary 9: compression as the server's default",
    where: "work 1: @backup_compression",
  },
  "primary.10": {
    text: "Primary 10: add a secondary",
    where: "work 5: sp_add_log_shipping_primary_secondary",
  },
  "primary.11": {
    text: "Primary 11: connect to the secondary instance",
    where: "work 5: @secondary_server; the secondary's guard",
  },
  "primary.12": {
    text: "Primary 12: choose mgc as the secondary database",
    where: "work 5: @secondary_database",
  },
  "primary.13": {
    text: "Primary 13: make a full backup and restore it on the secondary",
    where: "BACKUP DATABASE, RESTORE DATABASE",
  },
  "primary.14": {
    text: "Primary 14: the destination folder of the copy job",
    where: "work 1: @backup_destination_directory",
  },
  "primary.15": {
    text: "Primary 15: the copy schedule, about as often as the backup",
    where: "work 2: sp_add_schedule; rule L28",
  },
  "primary.16": {
    text: "Primary 16: no recovery mode",
    where: "work 4: @restore_mode",
  },
  "primary.17": {
    text: "Primary 17: restore delay 0 minutes",
    where: "work 4: @restore_delay",
  },
  "primary.18": {
    text: "Primary 18: when to alert if nothing is restored",
    where: "work 4: @restore_threshold",
  },
  "primary.19": {
    text: "Primary 19: the restore schedule, about as often as the backup",
    where: "work 3: sp_add_schedule; rule L28",
  },
  "primary.20": {
    text: "Primary 20: begin the configuration",
    where: "the work, from Begin to End",
  },
  "mirror.1": {
    text: "Mirror 1: fail the database over to the mirror by Invoke-CsDatabaseFailover",
    where: "Invoke-CsDatabaseFailover -NewPrincipal Mirror",
  },
  "mirror.2": {
    text: "Mirror 2: connect to the mirror instance",
    where: "guard: server name",
  },
  "mirror.3": {
    text: "Mirror 3: SQL Server Agent runs there",
    where: "guard: SQL Server Agent",
  },
  "mirror.4": {
    text: "Mirror 4: open the properties of mgc",
    where: "guard: server and database",
  },
  "mirror.5": {
    text: "Mirror 5: the page Transaction Log Shipping",
    where: "guard: server and database",
  },
  "mirror.6": {
    text: "Mirror 6: enable the database as a primary",
    where: "work 1: sp_add_log_shipping_primary_database",
  },
  "mirror.7": {
    text: "Mirror 7: open the backup settings",
    where: "work 1: sp_add_log_shipping_primary_database",
  },
  "mirror.8": {
    text: "Mirror 8: the network path of the backup folder",
    where: "work 1: @backup_share",
  },
  "mirror.9": {
    text: "Mirror 9: the local path, where the folder is on the primary",
    where: "work 1: @backup_directory",
  },
  "mirror.9.important": {
    text: "Mirror 9, Important: a LocalSystem engine needs a folder on the primary and its local path",
    where: "work 1: @backup_directory; rule L03 refuses what cannot work",
  },
  "mirror.10": {
    text: "Mirror 10: how long files are kept, and when to alert",
    where: "work 1: @backup_retention_period, @backup_threshold",
  },
  "mirror.11": {
    text: "Mirror 11: the backup schedule",
    where: "work 2: sp_add_schedule, sp_attach_schedule",
  },
  "mirror.11.important": {
    text: "Mirror 11, Important: the same settings as on the primary",
    where: "the same settings, from the same keys of the topology",
  },
  "mirror.12": {
    text: "Mirror 12: compression as the server's default",
    where: "work 1: @backup_compression",
  },
  "mirror.13": {
    text: "Mirror 13: add a secondary",
    where: "work 5: sp_add_log_shipping_primary_secondary",
  },
  "mirror.14": {
    text: "Mirror 14: connect to the secondary instance",
    where: "work 5: @secondary_server",
  },
  "mirror.15": {
    text: "Mirror 15: choose mgc as the secondary database",
    where: "work 5: @secondary_database",
  },
  "mirror.16": {
    text: "Mirror 16: the secondary is initialized already",
    where: "no backup is taken and nothing is restored for the mirror's half",
  },
  "mirror.17": {
    text: "Mirror 17: the destination folder of the copy job",
    where: "work 1: @backup_destination_directory, once for both partners",
  },
  "mirror.18": {
    text: "Mirror 18: script the configuration",
    where: "the file is the script",
  },
  "mirror.19": {
    text: "Mirror 19: begin the configuration",
    where: "the work, from Begin to End",
  },
  "mirror.20": {
    text: "Mirror 20: run only the part for the primary",
    where: "the whole file: it holds nothing for the secondary",
  },
  "mirror.20.important": {
    text: "Mirror 20, Important: by hand, because Management Studio knows one primary",
    where: "the whole file: it holds nothing for the secondary",
  },
  "mirror.21": {
    text: "Mirror 21: cancel the dialog",
    where: "there is no dialog to cancel",
  },
  "mirror.22": {
    text: "Mirror 22: fail back by Invoke-CsDatabaseFailover",
    where: "Invoke-CsDatabaseFailover -NewPrincipal Primary",
  },
} as const satisfies Readonly<Record<string, { readonly text: string; readonly where: string }>>;

export type PageStep = keyof typeof PAGE_STEPS;

/** The steps of the page in a line: `Primary 1 to 12, 20; Mirror 2`. Its notes are in the manifest. */
export function pageReference(ids: readonly PageStep[]): string {
  const parts = new Map<string, string[]>();
  for (const id of ids) {
    const match = /^(.*?),? (?:before )?(\d+[a-f]?)(, Important)?:/.exec(PAGE_STEPS[id].text);
    if (match === null || match[3] !== undefined) continue;
    const [, part = "", step = ""] = match;
    parts.set(part, [...(parts.get(part) ?? []), step]);
  }
  return [...parts].map(([part, steps]) => `${part} ${ranges(steps).join(", ")}`).join("; ");
}

/** 1, 2, 3, 5 becomes `1 to 3`, `5`. */
function ranges(steps: readonly string[]): readonly string[] {
  const out: string[][] = [];
  for (const step of steps) {
    const last = out.at(-1);
    const isNext = /^\d+$/.test(step) && Number(last?.at(-1)) + 1 === Number(step);
    if (isNext) last?.push(step);
    else out.push([step]);
  }
  return out.map((run) => (run.length < 3 ? run.join(", ") : `${run[0]} to ${run.at(-1)}`));
}
