import type { SettingValue, Shown, ShownEntry, ShownMap, ShownSetting } from "../../model/shown.ts";
import { EXIT, type ExitCode, gravest } from "../exit.ts";
import { isColoured, print, tell } from "../terminal.ts";
import { choiceOption, type Declaration, declare, FILES } from "./command.ts";

const FORMATS = ["yaml", "json"] as const;
type Format = (typeof FORMATS)[number];

/** A resolved topology with the name of its file. */
interface ShownFile {
  readonly file: string;
  readonly shown: ShownMap;
}

export const showCommand: Declaration = (answer) =>
  declare("show", "print the resolved topology: every setting with its value, and where it comes from", [
    "hadrian show topology.yaml",
    "hadrian show --format json topology.yaml",
  ])
    .argument("<FILE...>", FILES)
    .addOption(choiceOption("--format <format>", "how to print the settings", FORMATS))
    .action(async (files: string[], { format }: { format: Format }) => {
      answer(await showFiles(files, format));
    });

/** The settings on stdout, findings on stderr. What rules refuse is shown as well, for there it may be seen why. */
async function showFiles(files: readonly string[], format: Format): Promise<ExitCode> {
  const { eachTopology } = await import("../each.ts");
  const { asText, countOf, stops } = await import("../report.ts");
  const { settingsOf } = await import("../../model/shown.ts");
  const all: ShownFile[] = [];
  const codes = await eachTopology(files, "show", "resolving", (source, { diagnostics, shown }) => {
    const reported = [{ source, diagnostics }];
    tell(asText(reported, isColoured(process.stderr)));
    if (shown !== null) all.push({ file: source.file, shown });
    if (!stops(diagnostics, false)) return EXIT.done;
    const none = shown === null ? "; it is not complete, and cannot be shown" : "";
    tell(`hadrian: ${source.file}: ${countOf(reported)}${none}\n`);
    return EXIT.input;
  });
  if (format === "yaml") print(all.map(toYaml).join("---\n"));
  else
    print(
      `${JSON.stringify(
        all.flatMap((one) => flat(one.file, settingsOf(one.shown))),
        null,
        2,
      )}\n`,
    );
  return gravest(codes);
}

/** A setting a line of the table: which file, which setting, its value, who wrote it. */
function flat(file: string, settings: readonly ShownSetting[]) {
  const name = settings.find(({ pointer }) => pointer === "/name")?.value ?? null;
  return settings.map(({ pointer, value, origin }) => {
    const { line = null, column = null, pointer: from = "default" } = origin ?? {};
    return { topology: name, pointer, value, from, file: origin === null ? null : file, line, column };
  });
}

/** A topology of its own, without defaults and profiles, with a comment on each setting. */
function toYaml({ file, shown }: ShownFile): string {
  const head = `# ${scalar(file)}, resolved: each setting with the line that it comes from`;
  return `${[head, ...shown.entries.flatMap((entry) => linesOf(entry, ""))].join("\n")}\n`;
}

function linesOf([key, part]: ShownEntry, indentation: string): string[] {
  const head = `${indentation}${scalar(key)}:`;
  if (part.kind === "setting") return [`${head} ${valueText(part.value)}  # ${originText(part)}`];
  const inner = `${indentation}  `;
  if (part.kind === "map") return [head, ...part.entries.flatMap((entry) => linesOf(entry, inner))];
  return [head, ...part.items.flatMap((item) => itemLines(item, inner))];
}

function itemLines(item: Shown, indentation: string): string[] {
  const entries = item.kind === "map" ? item.entries : [];
  const lines = entries.flatMap((entry) => linesOf(entry, `${indentation}  `));
  return lines.map((line, index) => (index === 0 ? `${indentation}- ${line.trimStart()}` : line));
}

/** The line, and which part of the file it is of where that is not the thing's own. */
function originText({ origin }: ShownSetting): string {
  if (origin === null) return "default";
  const [, part, name] = origin.pointer.split("/");
  const isWider = part === "defaults" || part === "profiles";
  return `line ${origin.line}${isWider ? `, ${part}.${name}` : ""}`;
}

function valueText(value: SettingValue): string {
  if (value === null) return "none";
  if (typeof value === "string") return scalar(value);
  return typeof value === "object" ? `[${value.map(scalar).join(", ")}]` : String(value);
}

/** Text as YAML: plain where no reader takes it for anything else. */
function scalar(text: string): string {
  if (/^(?!(?:true|false|null|nan|inf)$)[A-Za-z][\w.@-]*$|^\d+[smhd]$/i.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what single quotes cannot hold
  return /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(text)
    ? JSON.stringify(text)
    : `'${text.replaceAll("'", "''")}'`;
}
