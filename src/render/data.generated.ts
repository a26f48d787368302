// Made by scripts/generate.mjs from the types of the templates' data; do not edit.

/** Names of members, each with the names below it, or null where there are none. A list has the names of its items. */
export interface Names {
  readonly [name: string]: Names | null;
}

const copyRow: Names = { database: null, primaryServerName: null, primaryDatabase: null };
const databaseToCome: Names = { database: null, absent: null, mirroring: { partner: null, partnerAddress: null, witness: null }, half: { share: null, directory: null, job: null, monitor: null } };
const endpointLogin: Names = { login: null, why: null };
const input: Names = { name: null, meaning: null };
const minutes: Names = { minutes: null, text: null };
const monitorFacts: Names = { stated: null, serverName: null, securityMode: null, securityModeNote: null };
const partner: Names = { serverName: null, address: null };
const scheduleNumbers: Names = { name: null, text: null, enabled: null, freqType: null, freqTypeNote: null, freqInterval: null, freqIntervalNote: null, subdayType: null, subdayTypeNote: null, subdayInterval: null, subdayIntervalNote: null, relativeInterval: null, relativeIntervalNote: null, recurrenceFactor: null, recurrenceFactorNote: null, startDate: null, startDateMoves: null, endDate: null, startTime: null, startTimeText: null, endTime: null, endTimeText: null };
const primaryFacts: Names = { directory: null, share: null, job: null, retention: minutes, compression: null, compressionNote: null, monitor: monitorFacts, alertAfter: minutes, alert: null, alertError: null, history: minutes, primaryConnectionOptions: null, monitorConnectionOptions: null, schedule: scheduleNumbers };
const secondaryFacts: Names = { database: null, source: null, destination: null, fileRetention: minutes, copyJob: null, restoreJob: null, copySchedule: scheduleNumbers, restoreSchedule: scheduleNumbers, monitor: monitorFacts, restoreMode: null, restoreModeNote: null, disconnectUsers: null, delay: minutes, lateMinutes: null, restoreAll: null, blockSize: null, bufferCount: null, maxTransferSize: null, alertAfter: minutes, alert: null, alertError: null, history: minutes, secondaryConnectionOptions: null, monitorConnectionOptions: null };
const serverFacts: Names = { id: null, serverName: null, address: null, os: null, version: null, versionLabel: null, versionPattern: null, edition: null, editionLabel: null, editionPattern: null };
const serverRow: Names = { id: null, machine: null, serverName: null, service: null };
const serviceAccount: Names = { stated: null, forms: null, ending: null, head: null };
const settingRow: Names = { what: null, expected: null, column: null, found: null, verdict: null, change: null };
const shippedCopy: Names = { serverName: null, database: null };
const stepRange: Names = { from: null, to: null };
const watched: Names = { serverName: null, database: null };
const headerData = { database: null, role: null, section: null, title: null, before: null, after: null, undo: null, duration: null, readOnly: null, inputs: input, path: null, purpose: null, caller: null, next: null, topology: null, platform: null, page: null };
const tsqlData = { server: serverFacts };
const powerShellData = { runs: { server: null, shell: null, as: null } };

/** What each template gets, by its name. */
export const data: Readonly<Record<string, Names>> = {
  "powershell/active-servers": { ...headerData, ...powerShellData, shell: null, pool: null, servers: null },
  "powershell/folders": { ...headerData, ...powerShellData, servers: serverRow, services: { of: null, identity: null, sid: null, accounts: null }, folders: { engine: null, agent: null, paths: null } },
  "powershell/install-mirror": { ...headerData, ...powerShellData, shell: null, pool: null, type: null, typedMirrorState: null, principal: { serverName: null, host: null, instance: null }, mirror: { serverName: null }, makes: null, share: null, paths: null, witness: null },
  "powershell/last-files": { ...headerData, ...powerShellData, servers: serverRow, copy: partner, target: null, share: null, folder: null, pattern: null },
  "powershell/mirror-takes-over": { ...headerData, ...powerShellData, principal: partner, mirror: partner, highPerformance: null, pool: null, shell: null, type: null },
  "powershell/network": { ...headerData, ...powerShellData, servers: serverRow, services: { server: null, of: null, bad: null, name: null, user: null, local: null, remote: null }, folders: { server: null, path: null, use: null, unc: null, engine: null, agent: null }, browser: null, connections: { what: null, host: null, port: null, instance: null, dialled: null, bad: null, server: null } },
  "powershell/new-mirror": { ...headerData, ...powerShellData, shell: null, target: null, copy: partner, mirror: partner, host: null, instance: null, share: null },
  "powershell/pool-state": { ...headerData, ...powerShellData, shell: null, pool: null, target: null, copy: partner },
  "powershell/principal-takes-over": { ...headerData, ...powerShellData, principal: partner, mirror: partner, highPerformance: null, pool: null, shell: null, type: null },
  "powershell/uninstall-mirror": { ...headerData, ...powerShellData, shell: null, pool: null, type: null, typedMirrorState: null, principal: { serverName: null, host: null, instance: null }, mirror: { serverName: null }, topologyBuilder: null },
  "powershell/verify-topology": { ...headerData, ...powerShellData, shell: null, pool: null, associations: { property: null, what: null, host: null, instance: null }, compliance: null, servers: null, active: null },
  "runbook/operation": { stepCount: null, outages: null, topology: null, operation: null, withoutLogBackups: { database: null, ranges: stepRange }, phases: { phase: null, title: null, text: null, groups: { database: null, withoutLogBackups: stepRange, stopsLogBackupsOn: null, staysOff: null, restartsFrontEnds: null, steps: { title: null, duration: null, inputs: input, order: null, on: null, commands: { shell: null, line: null } } } } },
  "runbook/runbook": { stepCount: null, outages: null, topology: null, platform: null, isChat: null, pool: null, kept: null, forcesService: null, isMirrored: null, isWitnessed: null, isShipped: null, isMonitored: null, retention: null, shell: null, takesOver: null, remoteMonitors: null, servers: null, order: null },
  "runbook/topology-builder": { ...headerData, pool: null, builder: null, shell: null, stores: { host: null, instance: null, mirrored: null, port: null, portStated: null, use: null }, witnessPort: null, storePort: null, fields: { letter: null, name: null, kind: null, value: null }, primaries: null, mirrors: { database: null, from: null, to: null, share: null }, backup: null, shippedDatabase: null, backupMirror: null, servers: { host: null, site: null, active: null }, active: null },
  "tsql/backup-now": { ...headerData, ...tsqlData, mirrored: null, tookOver: null, primary: primaryFacts, seedFile: null, folder: null },
  "tsql/backup-off": { ...headerData, ...tsqlData, share: null, job: null },
  "tsql/bring-up": { ...headerData, ...tsqlData, copy: copyRow, fileNameLength: null },
  "tsql/copy-position": { ...headerData, ...tsqlData, copies: copyRow },
  "tsql/end-mirroring": { ...headerData, ...tsqlData, partnerAddress: null, partnerServerName: null },
  "tsql/end-monitoring": { ...headerData, ...tsqlData },
  "tsql/endpoint": { ...headerData, ...tsqlData, endpoint: { name: null, port: null, role: null, algorithm: null, listenerIp: null }, settings: settingRow, logins: endpointLogin, unknownAccounts: { serverName: null, account: null } },
  "tsql/force-service": { ...headerData, ...tsqlData, partnerAddress: null, partnerServerName: null },
  "tsql/forget-secondary": { ...headerData, ...tsqlData, share: null, secondaryServerName: null, copy: null },
  "tsql/mirror-monitoring": { ...headerData, ...tsqlData },
  "tsql/mirror-partner": { ...headerData, ...tsqlData, partnerAddress: null, partnerServerName: null, witnessAddress: null, timeout: null, timeoutText: null, safety: null, mode: null, canSetSafety: null, settings: settingRow },
  "tsql/mirror-position": { ...headerData, ...tsqlData, databases: null },
  "tsql/mirror-restore": { ...headerData, ...tsqlData, target: null, filePrefix: null, dataPath: null, logPath: null, separator: null, file: null, files: null, logFile: null, principalServerName: null },
  "tsql/mirror-seed": { ...headerData, ...tsqlData, file: null, files: null, compression: null, logFile: null, shipSeed: null, neverOrdinary: null },
  "tsql/monitor": { ...headerData, ...tsqlData },
  "tsql/preflight": { ...headerData, ...tsqlData, parts: { from: null, targets: { heading: null, databases: null }, kind: null, heading: null, last: null, name: null, port: null, settings: settingRow, bad: null, absent: null, missing: null, toCome: null, partners: { serverName: null, login: null, whole: null }, account: null, folders: { path: null, use: null, made: null }, databases: { database: null, role: null, store: null, primary: null, mirror: null, from: null, principal: null }, ownDatabases: databaseToCome, chat: null, shipped: null, unshipped: null, copies: { serverName: null, database: null, shippedDatabase: null, absent: null, primaryDatabase: null, primaryServerName: null, mirrorServerName: null, source: null, destination: null, monitor: null, copyJob: null, restoreJob: null }, sqlLogins: null, accounts: { account: null, login: null, whole: null }, server: serverFacts, windows: null, collation: null, engine: serviceAccount, agent: serviceAccount, agentDuty: null, alerts: { number: null, own: null }, owners: null, saOwns: null, monitorsAsCaller: null, takesOverAfter: null, clock: null, later: null, serverName: null, mirrored: null, places: { database: null, place: null } } },
  "tsql/primary-only": { ...headerData, ...tsqlData, mirrored: null, primary: primaryFacts, settings: settingRow, scheduleSettings: settingRow, secondaries: shippedCopy, secondaryCount: null, jobOwner: null },
  "tsql/principal-partner": { ...headerData, ...tsqlData, partnerAddress: null, partnerServerName: null, witnessAddress: null, timeout: null, timeoutText: null, safety: null, mode: null, canSetSafety: null, begunSettings: settingRow, settings: settingRow },
  "tsql/remains": { ...headerData, ...tsqlData, primaries: { database: null }, copies: { database: null, primaryServerName: null, primaryDatabase: null }, jobs: { job: null }, schedules: { schedule: null }, watchedPrimaries: watched, watchedSecondaries: watched, mirrored: { database: null }, hasEndpoint: null, folders: { folder: null } },
  "tsql/remove-primary": { ...headerData, ...tsqlData, share: null, job: null, secondaries: { serverName: null, copy: null, file: null } },
  "tsql/remove-secondary": { ...headerData, ...tsqlData, copy: null, primaryServerName: null, copyJob: null, restoreJob: null },
  "tsql/restore-now": { ...headerData, ...tsqlData, secondary: secondaryFacts, primaryServerName: null, takenBy: null, tookOver: null },
  "tsql/restore-off": { ...headerData, ...tsqlData, copy: null, primaryServerName: null, copyJob: null, restoreJob: null },
  "tsql/restore": { ...headerData, ...tsqlData, target: null, filePrefix: null, dataPath: null, logPath: null, separator: null, file: null, files: null, primaryServerName: null, primaryServers: null, logFile: null },
  "tsql/secondary": { ...headerData, ...tsqlData, secondary: secondaryFacts, copySettings: settingRow, restoreSettings: settingRow, copyScheduleSettings: settingRow, restoreScheduleSettings: settingRow, primaryServerName: null, mirrorServerName: null, jobOwner: null, fromStandby: null },
  "tsql/seed": { ...headerData, ...tsqlData, file: null, files: null, compression: null, folder: null, mirrored: null, freshMinutes: null, secondaries: shippedCopy, secondaryCount: null },
  "tsql/shared-seed": { ...headerData, ...tsqlData, file: null, files: null, compression: null, logFile: null, shipSeed: null, neverOrdinary: null, forMirror: null, mirrored: null, folder: null, freshMinutes: null, forSecondaries: null, secondaries: shippedCopy, secondaryCount: null },
  "tsql/status": { ...headerData, ...tsqlData, databases: { database: null, state: null }, isMirroring: null, isShipping: null, mirroring: { witnessed: null, settings: settingRow, columns: null, sessions: { database: null, mirroringRole: null, values: null } }, primary: { columns: null, rows: { values: null, database: null, folder: null, alertAfter: null }, settings: settingRow, scheduleSettings: settingRow }, secondary: { columns: null, rows: { values: null, database: null, primaryServerName: null, primaryDatabase: null, copyMinutes: null, lateMinutes: null }, copySettings: settingRow, restoreSettings: settingRow, copyScheduleSettings: settingRow, restoreScheduleSettings: settingRow }, monitored: { database: null, primary: null, mirror: null, alertAfter: minutes }, raisesAlerts: null, watched: { serverName: null, database: null, copyMinutes: null, lateMinutes: null } },
  "tsql/stop-shipping": { ...headerData, ...tsqlData, copy: copyRow },
  "tsql/tail-backup": { ...headerData, ...tsqlData, filePrefix: null, job: null, mirrored: null },
  "tsql/verify": { ...headerData, ...tsqlData, parts: { kind: null, heading: null, settings: settingRow, logins: endpointLogin, byScript: null, witnessed: null, columns: null, sessions: { database: null, mirroringRole: null, values: null }, primaries: { alertAfter: minutes, alert: null, alertError: null, history: minutes, serverName: null, database: null }, databases: { database: null, primary: null, mirror: null, alertAfter: minutes }, secondaries: { alertAfter: minutes, alert: null, alertError: null, history: minutes, serverName: null, database: null, lateMinutes: null, delay: minutes }, database: null, serverName: null, folder: null, primary: primaryFacts, scheduleSettings: settingRow, jobOwner: null, secondary: secondaryFacts, copySettings: settingRow, restoreSettings: settingRow, copyScheduleSettings: settingRow, restoreScheduleSettings: settingRow, primaryServerName: null, mirrorServerName: null } },
  "tsql/witness": { ...headerData, ...tsqlData, partnerAddress: null, partnerServerName: null, witnessAddress: null, timeout: null, timeoutText: null, safety: null, mode: null, canSetSafety: null, settings: settingRow },
  "tsql/head": { ...headerData, ...tsqlData },
  "tsql/before": { ...headerData, ...tsqlData },
  "tsql/after": { ...headerData, ...tsqlData },
  "powershell/head": { ...headerData, ...powerShellData },
  "powershell/before": { ...headerData, ...powerShellData },
  "powershell/after": { ...headerData, ...powerShellData },
};
