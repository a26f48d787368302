/** Who says so: for people, and the page's address where it is certain. */
export interface SourcePage {
  readonly text: string;
  readonly address: string | null;
}

const OWN: Readonly<Record<string, string>> = {
  schema: "the shape of a topology, schema/topology.schema.json",
  policy: "a policy of Hadrian",
  inference: "follows from how the parts work together; no single page says it",
};

/** Repositories of documentation whose paths are addresses but for their beginning and end. */
const PUBLISHED = [
  { folder: "docs/", site: "https://learn.microsoft.com/sql/" },
  { folder: "support/", site: "https://learn.microsoft.com/troubleshoot/" },
  { folder: "Skype/SfbServer/", site: "https://learn.microsoft.com/skypeforbusiness/" },
] as const;

/** Repositories of documentation whose addresses do not follow from the paths. */
const REPOSITORIES = [{ folder: "skype/skype-ps/", repository: "MicrosoftDocs/office-docs-powershell" }] as const;

/** Reads the source of a rule or a diagnostic: an address, a path in a repository of documentation, or a word of our own. */
export function sourceOf(source: string): SourcePage {
  const own = OWN[source];
  if (own !== undefined) return { text: own, address: null };
  if (source.startsWith("https://")) return { text: source, address: source };
  for (const { folder, site } of PUBLISHED) {
    if (!source.startsWith(folder) || !source.endsWith(".md")) continue;
    const address = site + source.slice(folder.length, -".md".length);
    return { text: address, address };
  }
  for (const { folder, repository } of REPOSITORIES) {
    if (source.startsWith(folder)) return { text: `${repository}, ${source}`, address: null };
  }
  throw new Error(`${source} is no source`);
}
