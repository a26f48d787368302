/** The same data, except that reading what is not there throws. */
export function strict(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strict);
  if (typeof value !== "object" || value === null) return value;
  const copy = Object.fromEntries(Object.entries(value).map(([key, part]) => [key, strict(part)]));
  return new Proxy(copy, {
    get(target, key) {
      if (typeof key === "string" && !(key in target)) throw new Error(`the template asks for ${key}`);
      return Reflect.get(target, key);
    },
  });
}
