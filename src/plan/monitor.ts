import type { LogShipping, Server } from "../model/topology.ts";

/** Whether the procedures write to another server as whoever calls them, by a linked server. */
export const asCaller = ({ monitor }: LogShipping, server: Server): boolean =>
  monitor?.authentication === "windows" && monitor.server.id !== server.id;

/** The end of a title, where a session from elsewhere would reach the monitor as ANONYMOUS LOGON (error 18456). */
export const fromItself = (shipping: LogShipping, server: Server): string =>
  asCaller(shipping, server) ? "; run it on that server itself" : "";

/** What holds before a half whose procedures write to the monitor as their caller. */
export const monitorAsCaller = (shipping: LogShipping, server: Server): readonly string[] =>
  asCaller(shipping, server)
    ? [
        `you are on ${server.serverName} itself (or Kerberos delegation is set up): the procedures write to ${shipping.monitor?.server.serverName} as you, sysadmin there too`,
      ]
    : [];
