/** Where in its source something of a template stands; line and column count from 1. Hadrian's own have lost it to the build. */
export interface Spot {
  readonly line: number;
  readonly column: number;
}

/** A value that a template names. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | number | boolean }
  /** `../server.address` is `up` 1 and two names; `this` has no names. */
  | { readonly kind: "path"; readonly up: number; readonly names: readonly string[]; readonly spot?: Spot }
  /** `@first` of the nearest `{{#each}}`. */
  | { readonly kind: "first" }
  | { readonly kind: "call"; readonly helper: string; readonly args: readonly Expression[]; readonly spot?: Spot };

/** One piece of a template; a text stands for itself. */
export type Instruction =
  | string
  | { readonly kind: "write"; readonly value: Expression }
  | {
      readonly kind: "if";
      readonly test: Expression;
      readonly body: Instructions;
      readonly otherwise: Instructions;
    }
  | {
      readonly kind: "each";
      readonly list: Expression;
      readonly body: Instructions;
      readonly otherwise: Instructions;
      readonly spot?: Spot;
    }
  | {
      readonly kind: "batch";
      readonly block: string;
      readonly hash: Readonly<Record<string, Expression>>;
      readonly body: Instructions;
    }
  | {
      readonly kind: "partial";
      readonly name: string;
      readonly hash: Readonly<Record<string, Expression>>;
      readonly spot?: Spot;
    };

/** A template as it is carried out: plain data, so that the build can write it down and a thread can hand it over. */
export type Instructions = readonly Instruction[];

/** Templates and partials by their path below templates/, without extension: `tsql/seed`, `tsql/partials/header`. */
export type TemplateSet = Readonly<Record<string, Instructions>>;
