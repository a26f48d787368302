import { arrange } from "../diagnostics/arrange.ts";
import type { Acknowledged, Diagnostic } from "../diagnostics/diagnostic.ts";
import { toGithub } from "../diagnostics/github.ts";
import { toJson } from "../diagnostics/json.ts";
import { toSarif } from "../diagnostics/sarif.ts";
import { toText } from "../diagnostics/text.ts";
import { VERSION } from "../version.ts";
import type { Source } from "./inputs.ts";

/** What was found in one file. */
export interface Reported {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
  /** Warnings that are told only as suppressed results, for code scanning. */
  readonly acknowledged?: readonly Acknowledged[];
}

/** Whether these findings stop the topology: an error does, under --strict a warning as well. */
export function stops(diagnostics: readonly Diagnostic[], isStrict: boolean): boolean {
  return isStrict ? diagnostics.length > 0 : diagnostics.some(({ severity }) => severity === "error");
}

/** `2 errors, 1 warning`. */
export function countOf(reported: readonly Reported[]): string {
  const all = diagnosticsOf(reported);
  const errors = all.filter(({ severity }) => severity === "error").length;
  const count = (number: number, noun: string) => `${number === 0 ? "no" : number} ${noun}${number === 1 ? "" : "s"}`;
  return `${count(errors, "error")}, ${count(all.length - errors, "warning")}`;
}

/** For people, with the lines in question. */
export function asText(reported: readonly Reported[], isColoured: boolean): string {
  const sources = new Map(reported.map(({ source }) => [source.file, source.bytes]));
  const textOf = (file: string) => new TextDecoder().decode(sources.get(file));
  return toText(diagnosticsOf(reported), { textOf, colour: isColoured });
}

/** One array, for programs. */
export function asJson(reported: readonly Reported[]): string {
  return toJson(diagnosticsOf(reported));
}

/** A SARIF log, for code scanning. */
export async function asSarif(reported: readonly Reported[]): Promise<string> {
  const { explanations } = await import("./stages.ts");
  const results = reported.flatMap(({ diagnostics, acknowledged = [] }) => arrange([...diagnostics, ...acknowledged]));
  return toSarif(results, {
    version: VERSION,
    explanations: await explanations(),
    folder: repository(),
  });
}

/** Annotations, for GitHub Actions. */
export function asGithub(reported: readonly Reported[]): string {
  return toGithub(diagnosticsOf(reported), { folder: repository() });
}

/** What files are named from where others look for them: in GitHub Actions a step may run in a folder of the repository. */
function repository(): string {
  return process.env.GITHUB_WORKSPACE || process.cwd();
}

function diagnosticsOf(reported: readonly Reported[]): Diagnostic[] {
  return reported.flatMap(({ diagnostics }) => diagnostics);
}
