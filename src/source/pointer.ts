/** Adds one step to a JSON pointer (RFC 6901). */
export function join(pointer: string, key: string | number): string {
  return `${pointer}/${typeof key === "number" || !/[~/]/.test(key) ? key : escaped(key)}`;
}

const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1");

/** The steps of a JSON pointer. */
export function steps(pointer: string): string[] {
  if (pointer === "") return [];
  return pointer
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}
