import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile.ts";

interface Token {
  readonly type: string;
  readonly text?: string;
  readonly tokens?: readonly Token[];
  readonly items?: readonly Token[];
  readonly header?: readonly Token[];
  readonly rows?: readonly (readonly Token[])[];
}

/** A real parser of Markdown as GitHub reads it: the one that Mermaid brings along. */
const fromMermaid = createRequire(createRequire(import.meta.url).resolve("mermaid"));
const { marked } = fromMermaid("marked") as { marked: { lexer(text: string): readonly Token[] } };

const topology = (database: string, server: string, copy: string): string => `version: 1
name: attack
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, engineAccount: C\\svc-sql, agentAccount: C\\svc-agent, endpoint: { port: 5022 } }
servers:
  a: { host: a.x.com, site: east }
  b: { host: b.x.com, site: east }
  c: { host: c.x.com, site: west, serverName: ${JSON.stringify(server)} }
databases:
  ${JSON.stringify(database)}:
    mirroring: { principal: a, mirror: b, seedShare: '\\\\fs\\seed' }
    logShipping:
      backup: { share: '\\\\fs\\ls' }
      secondaries: [{ server: c, copy: { to: 'D:\\ls' }, database: ${JSON.stringify(copy)} }]
`;

function documents(text: string): readonly [string, string][] {
  const { artifacts, diagnostics } = compile({ file: "t.yaml", bytes: Buffer.from(text) });
  expect(diagnostics.filter(({ severity }) => severity === "error").map(({ message }) => message)).toEqual([]);
  return artifacts
    .filter(({ path }) => path.endsWith(".md"))
    .map(({ path, bytes }) => [path, Buffer.from(bytes).toString("utf8")]);
}

/** What a document is made of, without its words. */
function shape(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => {
    if (["text", "codespan", "escape"].includes(token.type) && token.tokens === undefined) return [];
    const below = [token.tokens, token.items, token.header, ...(token.rows ?? [])].flatMap((some) => some ?? []);
    return [`${token.type}(`, ...shape(below), ")"];
  });
}

/** The texts outside code. */
function texts(tokens: readonly Token[]): readonly string[] {
  return tokens.flatMap((token) => {
    const below = [token.tokens, token.items, token.header, ...(token.rows ?? [])].flatMap((some) => some ?? []);
    if (below.length > 0) return texts(below);
    return token.type === "text" ? [token.text ?? ""] : [];
  });
}

const plain = new Map(documents(topology("Plain", "SQLC", "Copy")));

describe("a name in Markdown", () => {
  it.each([
    "a```b",
    "```",
    "~~~",
    "a`b",
    "http://evil.example/x",
    "https://evil.example",
    "www.evil.example",
    "root@evil.example",
    "@team",
    "#12",
    "x#12",
    "mailto:root",
    "<b>x</b>",
    "<!-- x",
    "[x](http://y)",
    "![x](y)",
    "*x*",
    "__x__",
    "~~x~~",
    "a|b",
    "a|`b",
    " x ",
    "- x",
    "1. x",
    "# x",
    "&lt;b&gt;",
    "$x$",
    "-->",
  ])("is text for every renderer: %s", (name) => {
    // No server's name has a dot or a colon.
    for (const [path, text] of documents(topology(name, `C${name.trim()}`.replace(/[.:]/g, ""), `${name}2`))) {
      const tokens = marked.lexer(text);
      // REVIEW.md lists the names that files cannot carry.
      if (path !== "REVIEW.md") expect(shape(tokens), path).toEqual(shape(marked.lexer(plain.get(path) ?? "")));
      const usual = new Set([...shape(marked.lexer(plain.get(path) ?? "")), "list(", "list_item("]);
      expect(
        shape(tokens).filter((type) => !usual.has(type)),
        path,
      ).toEqual([]);
      for (const one of texts(tokens)) expect(one, path).not.toMatch(/@|#\d|:\/\/|www\./);
    }
  });
});
