import type { Server } from "../model/topology.ts";
import { engineService, machineOf } from "./service-account.ts";

/** A server, by the computer that it runs on: a script that is run there finds its own rows so. */
export interface ServerRow {
  /** The server's id. */
  readonly id: string;
  /** The name of its computer; of a failover cluster it is none of a computer's. */
  readonly machine: string;
  /** What SERVERPROPERTY('ServerName') answers there. */
  readonly serverName: string;
  /** The service of its database engine. */
  readonly service: string;
}

/** A server's row. */
export const serverRow = (server: Server): ServerRow => ({
  id: server.id,
  machine: machineOf(server),
  serverName: server.serverName,
  service: engineService(server).name,
});
