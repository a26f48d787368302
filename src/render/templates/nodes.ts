import type { Expression, Instruction, Instructions } from "./instructions.ts";

/** A stretch of a template's source; lines and columns count from 1, the end is exclusive. */
export interface Stretch {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** A template's tree, with the place of everything in its source. */
export type Node =
  | { readonly kind: "text"; readonly text: string; readonly at: Stretch }
  | { readonly kind: "write"; readonly value: Expression; readonly at: Stretch }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly body: Nodes;
      readonly otherwise: Nodes;
      readonly at: Stretch;
    }
  | {
      readonly kind: "each";
      readonly list: Expression;
      readonly body: Nodes;
      readonly otherwise: Nodes;
      readonly at: Stretch;
    }
  | {
      readonly kind: "batch";
      readonly block: string;
      readonly hash: Readonly<Record<string, Expression>>;
      readonly body: Nodes;
      readonly at: Stretch;
    }
  | {
      readonly kind: "partial";
      readonly name: string;
      readonly hash: Readonly<Record<string, Expression>>;
      readonly at: Stretch;
    };
export type Nodes = readonly Node[];

/** What is carried out of a tree, with its line ends as the artifact has them. */
export function instructionsOf(nodes: Nodes, lineEnd: "\n" | "\r\n"): Instructions {
  const sequence = (part: Nodes): Instructions => {
    const out: Instruction[] = [];
    for (const node of part) {
      const made = one(node);
      const last = out.at(-1);
      // Neighbours become one text: a comment stood between them.
      if (typeof made === "string" && typeof last === "string") out[out.length - 1] = last + made;
      else if (made !== "") out.push(made);
    }
    return out;
  };
  const one = (node: Node): Instruction => {
    switch (node.kind) {
      case "text":
        return lineEnd === "\n" ? node.text : node.text.replaceAll("\n", lineEnd);
      case "write":
        return { kind: "write", value: node.value };
      case "if":
        return { kind: "if", test: node.test, body: sequence(node.body), otherwise: sequence(node.otherwise) };
      case "each": {
        const { line, column } = node.at;
        return {
          kind: "each",
          list: node.list,
          body: sequence(node.body),
          otherwise: sequence(node.otherwise),
          spot: { line, column },
        };
      }
      case "batch":
        return { kind: "batch", block: node.block, hash: node.hash, body: sequence(node.body) };
      case "partial": {
        const { line, column } = node.at;
        return { kind: "partial", name: node.name, hash: node.hash, spot: { line, column } };
      }
    }
  };
  return sequence(nodes);
}

/** The place of a piece of a text, by where it begins; of a piece over several lines only the first. */
export function placeWithin({ text, at }: Node & { readonly kind: "text" }, offset: number, length: number): Stretch {
  const before = text.slice(0, offset).split("\n");
  const line = at.line + before.length - 1;
  const column = (before.length === 1 ? at.column : 1) + (before.at(-1) ?? "").length;
  const end = text.indexOf("\n", offset);
  const shown = end < 0 ? length : Math.min(length, end - offset);
  return { line, column, endLine: line, endColumn: column + Math.max(1, shown) };
}
