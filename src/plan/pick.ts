/** The members of an object that are named, in that order: what a view of a step shows stands once, as its names. */
export function pick<From extends object, Name extends keyof From>(
  from: From,
  names: readonly Name[],
): Pick<From, Name> {
  const picked: Partial<Pick<From, Name>> = {};
  for (const name of names) picked[name] = from[name];
  return picked as Pick<From, Name>;
}
