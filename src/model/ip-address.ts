/** The longest text of an IPv6 address, as sys.tcp_endpoints.ip_address holds it. */
const LONGEST = 45;

const isOctet = (part: string): boolean => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255;

function isVersion4(text: string): boolean {
  const parts = text.split(".");
  return parts.length === 4 && parts.every(isOctet);
}

/** Eight groups, or fewer with one `::` for the rest; the last two may be written as an IPv4 address. */
function isVersion6(text: string): boolean {
  const halves = text.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const tail = groups.at(-1) ?? "";
  const embedded = tail.includes(".") && text.endsWith(tail) && isVersion4(tail);
  const plain = embedded ? groups.slice(0, -1) : groups;
  const count = plain.length + (embedded ? 2 : 0);
  return plain.every((group) => /^[0-9a-f]{1,4}$/i.test(group)) && (halves.length === 2 ? count < 8 : count === 8);
}

/** 4 or 6 for an IP address as it is written; null for anything else, a zone (`fe80::1%3`) too. */
export function ipVersion(text: string): 4 | 6 | null {
  if (text.length > LONGEST) return null;
  if (isVersion4(text)) return 4;
  return text.includes(":") && isVersion6(text) ? 6 : null;
}
