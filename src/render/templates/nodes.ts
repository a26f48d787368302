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
      case "partial": {
        const { line, column } = node.at;
        return { kind: "partial", name: node.name, hash: node.hash, spot: { line, column } };
      }
    }
  };
  return sequence(nodes);
}
