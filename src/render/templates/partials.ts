import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import { isPartial, partialPath, templateFolder } from "./language.ts";
import type { TemplateProblem } from "./problem.ts";
import { nameOf, type Program, type Programs, placeOf } from "./tree.ts";

/** Partials that call partials that … : more than a reader follows. */
const DEEPEST = 32;
/** More than any template needs: partials that each call two others would never come to an end. */
const MOST = 5_000;

/** How much a template or partial calls, with everything that those call. */
interface Size {
  readonly depth: number;
  readonly count: number;
}

/** Whether partials lead back to themselves, to where there are none, or too far; each is told where it is called. */
export function checkPartials(programs: Programs): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const sizes = new Map<string, Size>();

  /** The size; null while it is being found out: then the call leads back. */
  const sizeOf = (template: string, open: Set<string>): Size | null => {
    const known = sizes.get(template);
    if (known !== undefined) return known;
    if (open.has(template)) return null;
    open.add(template);
    let [depth, count] = [0, 1];
    for (const call of callsOf(programs.get(template))) {
      const name = nameOf(call.name);
      const say = (message: string, hint: string) => {
        problems.push({ template, at: placeOf(call), code: "H09" satisfies TemplateCode, message, hint });
      };
      const path = partialPath(template, name);
      if (!programs.has(path)) {
        say(`There is no partial ${name}.`, `Write one of: ${partialsFor(template, programs).join(", ")}.`);
        continue;
      }
      const size = open.size > DEEPEST ? { depth: DEEPEST, count: 1 } : sizeOf(path, open);
      if (size === null) {
        say(`The partial ${name} leads back to itself.`, "Take the call out: it would have no end.");
        continue;
      }
      if (size.depth >= DEEPEST || count + size.count > MOST) {
        say(
          size.depth >= DEEPEST
            ? `More than ${DEEPEST} partials call each other in a row here.`
            : `This calls more than ${MOST} partials.`,
          "Call each once, or write its text out.",
        );
        continue;
      }
      depth = Math.max(depth, size.depth + 1);
      count += size.count;
    }
    open.delete(template);
    const size = { depth, count };
    sizes.set(template, size);
    return size;
  };

  for (const template of programs.keys()) sizeOf(template, new Set());
  return problems;
}

/** The partials that there are for a template, by the names by which it calls them. */
function partialsFor(template: string, programs: Programs): readonly string[] {
  const folder = `${templateFolder(template)}/partials/`;
  return [...programs.keys()]
    .filter((path) => isPartial(path) && path.startsWith(folder))
    .map((path) => path.slice(folder.length));
}

/** The calls of partials in a program, wherever they stand. */
function callsOf(program: Program | undefined): readonly hbs.AST.PartialStatement[] {
  return (program?.body ?? []).flatMap((node) => {
    if (node.type === "PartialStatement") return [node as hbs.AST.PartialStatement];
    if (node.type !== "BlockStatement") return [];
    const { program: body, inverse } = node as hbs.AST.BlockStatement;
    return [...callsOf(body), ...callsOf(inverse)];
  });
}
