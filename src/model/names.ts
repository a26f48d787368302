/** Puts the database's name for every `<database>` in a path or a name. */
export function forDatabase(text: string, database: string): string {
  return text.replaceAll("<database>", () => database);
}

/** Whether a host is given by its IP address, from which no server name follows. */
export function isAddress(host: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(host) || host.includes(":");
}

/** What SERVERPROPERTY('ServerName') answers by default: the host's first label in capitals, and the instance. */
export function defaultServerName(host: string, instance: string | null): string {
  const label = (host.split(".")[0] as string).toUpperCase();
  return instance === null ? label : `${label}\\${instance.toUpperCase()}`;
}

/** The names that SQL Server Management Studio gives, for the jobs and schedules of one database. */
export const defaultNames = {
  backupJob: (database: string) => `LSBackup_${database}`,
  copyJob: (primary: string, database: string) => `LSCopy_${primary}_${database}`,
  restoreJob: (primary: string, database: string) => `LSRestore_${primary}_${database}`,
  backupSchedule: (primary: string) => `LSBackupSchedule_${primary}1`,
  copySchedule: "DefaultCopyJobSchedule",
  restoreSchedule: "DefaultRestoreJobSchedule",
} as const;
