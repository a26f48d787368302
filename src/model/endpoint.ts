import type { Endpoint } from "./topology.ts";

const ALGORITHM = { aes: "AES", rc4: "RC4", "aes-rc4": "AES RC4", "rc4-aes": "RC4 AES" } as const;
const ROLE = { partner: "PARTNER", witness: "WITNESS", all: "ALL" } as const;

/** The mirroring endpoint of a server, in the words of CREATE ENDPOINT. */
export interface EndpointFacts {
  /** The endpoint's name. */
  readonly name: string;
  /** LISTENER_PORT. */
  readonly port: number;
  /** ROLE. */
  readonly role: (typeof ROLE)[keyof typeof ROLE];
  /** ENCRYPTION's ALGORITHM: one, or two in order of preference. */
  readonly algorithm: (typeof ALGORITHM)[keyof typeof ALGORITHM];
  /** LISTENER_IP; null for ALL. */
  readonly listenerIp: string | null;
}

/** The endpoint in the words of CREATE ENDPOINT. */
export function endpointFacts({ name, port, role, encryption, listenerIp }: Endpoint): EndpointFacts {
  return { name, port, role: ROLE[role], algorithm: ALGORITHM[encryption], listenerIp };
}
