import type { EndpointFacts } from "../endpoint.ts";
import { type Setting, VALUE } from "./setting.ts";

/** In a statement: the role that the endpoint has. FOR DATABASE_MIRRORING takes none of its options without ROLE. */
const ROLE = "<role>";

/** That it is started: known of an endpoint of which nothing else is. */
export const ENDPOINT_STATE: Setting<unknown> = {
  key: "endpoint",
  label: "mirroring endpoint: state",
  parameter: null,
  read: "e.state_desc",
  change: { statement: `STATE = ${VALUE}` },
  value: () => "STARTED",
};

/**
 * What CREATE ENDPOINT sets and ALTER ENDPOINT changes, but for the name. Read from sys.database_mirroring_endpoints (e) and
 * sys.tcp_endpoints (t). Hadrian alters no endpoint that exists: other sessions may use it.
 */
export const ENDPOINT_SETTINGS: readonly Setting<EndpointFacts>[] = [
  {
    key: "endpoint.name",
    label: "mirroring endpoint: name",
    parameter: null,
    read: "e.name",
    // ALTER ENDPOINT has no other name to give.
    change: { otherwise: "state in the topology the name that is here" },
    value: ({ name }) => name,
  },
  {
    key: "endpoint.port",
    label: "mirroring endpoint: port",
    parameter: null,
    read: "t.port",
    // The partners' addresses have the port in them.
    change: {
      statement: `AS TCP (LISTENER_PORT = ${VALUE})`,
      note: "where sessions use its port, state that one in the topology instead",
    },
    value: ({ port }) => port,
  },
  {
    key: "endpoint.listenerIp",
    label: "mirroring endpoint: address",
    parameter: null,
    read: "ISNULL(t.ip_address, N'ALL')",
    // LISTENER_IP cannot be changed without LISTENER_PORT, and the partners' addresses have both in them.
    change: {
      otherwise:
        "by ALTER ENDPOINT, LISTENER_IP with LISTENER_PORT, or state in the topology how its partners reach it",
    },
    // Left open, any address does: the network script tells whether it answers.
    value: ({ listenerIp }) => listenerIp,
  },
  ENDPOINT_STATE,
  {
    key: "endpoint.encryption",
    label: "mirroring endpoint: encryption",
    parameter: null,
    read: "CASE e.is_encryption_enabled WHEN 1 THEN e.encryption_algorithm_desc ELSE N'off' END",
    change: {
      statement: `FOR DATABASE_MIRRORING (ENCRYPTION = REQUIRED ALGORITHM ${VALUE}, ROLE = ${ROLE})`,
      note: "its partners' endpoints have to allow it",
    },
    value: ({ algorithm }) => algorithm,
    // The algorithm that is preferred, alone or with others.
    accepts: ({ algorithm }) =>
      `e.is_encryption_enabled = 1 AND e.encryption_algorithm_desc LIKE N'%${algorithm.slice(0, "AES".length)}%'`,
  },
  {
    key: "endpoint.authentication",
    label: "mirroring endpoint: authentication",
    parameter: null,
    read: "e.connection_auth_desc",
    change: {
      statement: `FOR DATABASE_MIRRORING (AUTHENTICATION = WINDOWS NEGOTIATE, ROLE = ${ROLE})`,
      note: "then nobody connects by certificate",
    },
    value: () => "Windows",
    // NTLM, Kerberos or either, also together with a certificate.
    accepts: () => "e.connection_auth_desc <> N'CERTIFICATE'",
  },
  {
    key: "endpoint.role",
    label: "mirroring endpoint: role",
    parameter: null,
    read: "e.role_desc",
    // The role that is here may be needed by other sessions. Last, because the statements above it name the role that is here.
    change: { statement: "FOR DATABASE_MIRRORING (ROLE = ALL)" },
    value: ({ role }) => role,
    accepts: ({ role }) => (role === "ALL" ? null : "e.role_desc = N'ALL'"),
  },
];
