/**
 * What the compiler tells its user. A leaf: it imports nothing else of Hadrian.
 */

/** Errors refuse to compile; warnings only under `--strict`. */
export type Severity = "error" | "warning";

/** Rules of operation, numbered as in docs/rules.md. L02, L15, L18 and L20 are checked on the server or hold by construction. */
export type RuleCode =
  | "L01"
  | "L03"
  | "L04"
  | "L05"
  | "L06"
  | "L07"
  | "L08"
  | "L09"
  | "L10"
  | "L11"
  | "L12"
  | "L13"
  | "L14"
  | "L16"
  | "L17"
  | "L19"
  | "L21"
  | "L22"
  | "L23"
  | "L24"
  | "L25"
  | "L26"
  | "L27"
  | "L28"
  | "L29"
  | "L30"
  | "L31"
  | "L32"
  | "L33"
  | "L34"
  | "L35"
  | "L36"
  | "L37"
  | "L38"
  | "L39"
  | "L40"
  | "L41"
  | "L42"
  | "L43"
  | "L44"
  | "L45"
  | "L46"
  | "L47"
  | "L48"
  | "L49"
  | "L50"
  | "L51"
  | "L52"
  | "L56"
  | "L57"
  | "L58"
  | "L59"
  | "L60"
  | "L61"
  | "L62"
  | "L64";

/** Reading the file: bytes, text and YAML. */
export type YamlCode =
  | "Y01"
  | "Y02"
  | "Y03"
  | "Y04"
  | "Y05"
  | "Y06"
  | "Y07"
  | "Y08"
  | "Y09"
  | "Y10"
  | "Y11"
  | "Y12"
  | "Y13"
  | "Y14"
  | "Y15"
  | "Y16"
  | "Y17"
  | "Y18"
  | "Y19"
  | "Y20";

/** The shape of the document and of each value. */
export type SchemaCode =
  | "S01"
  | "S02"
  | "S03"
  | "S04"
  | "S05"
  | "S06"
  | "S07"
  | "S08"
  | "S09"
  | "S10"
  | "S11"
  | "S12"
  | "S13";

/** What names what, and what is missing once defaults and profiles are applied. */
export type TopologyCode =
  | "T01"
  | "T02"
  | "T03"
  | "T04"
  | "T05"
  | "T06"
  | "T07"
  | "T08"
  | "T09"
  | "T10"
  | "T11"
  | "T12"
  | "T13"
  | "T14"
  | "T15";

/** A user's own templates. */
export type TemplateCode =
  | "H01"
  | "H02"
  | "H03"
  | "H04"
  | "H05"
  | "H06"
  | "H07"
  | "H08"
  | "H09"
  | "H10"
  | "H11"
  | "H12";

/** Every code that a diagnostic can carry; `src/diagnostics/catalogue.ts` and the rules say what each means. */
export type DiagnosticCode = RuleCode | YamlCode | SchemaCode | TopologyCode | TemplateCode;

/** What a finding is about: databases or servers of the topology, of each of which it holds. */
export interface About {
  readonly kind: "database" | "server";
  /** Their names, or short ids, as the topology has them. */
  readonly names: readonly string[];
}

/** One finding, with the place in the user's file. Lines and columns count from 1; the end is exclusive. */
export interface Diagnostic {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: Severity;
  readonly code: DiagnosticCode;
  /** What is wrong. */
  readonly message: string;
  /** What to write instead. */
  readonly hint: string;
  /**
   * Of a rule's finding: the databases or servers that it is about, though the line may be one of defaults, of a profile or of an
   * anchor. Absent where it is about the file, or the topology as a whole.
   */
  readonly about?: About;
}

/** A warning that was weighed, and is not told. */
export interface Acknowledged extends Diagnostic {
  /** Why, in the user's words. */
  readonly reason: string;
}
