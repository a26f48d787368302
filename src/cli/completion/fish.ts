import { callsOf, type Value, type Verb } from "./tree.ts";

/** The completion script for fish, 3.0 and later. */
export function fish(verbs: readonly Verb[]): string {
  const lines = verbs.flatMap(({ words, commands, flags, argument }) => {
    const line = (rest: string) => `complete -c hadrian -n ${quoted(`__hadrian_is ${words}`.trim())} ${rest}`;
    return [
      ...commands.map(({ name, description }) => line(`-a ${name} -d ${quoted(description)}`)),
      ...(argument === null || argument.kind === "free" ? [] : [line(fishValue(argument))]),
      ...flags.map(({ names, description, value }) => {
        const named = names.map((name) => (name.startsWith("--") ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
        const taken = value === null ? [] : ["-r", fishValue(value)];
        return line([...named, ...taken, "-d", quoted(description)].join(" "));
      }),
    ];
  });
  return `# Completion of hadrian for fish: hadrian completion fish > ~/.config/fish/completions/hadrian.fish
function __hadrian_is
    set -l verb
    for word in (commandline -opc)[2..-1]
        switch "$verb $word"
            case ${callsOf(verbs)
              .map((call) => quoted(call))
              .join(" ")}
                set -a verb $word
        end
    end
    test "$verb" = "$argv"
end
complete -c hadrian -f
${lines.join("\n")}
`;
}

/** What offers a place's values: files, folders, choices, or nothing. */
function fishValue(value: Value): string {
  if (value.kind === "choices") return `-f -a ${quoted(value.choices.join(" "))}`;
  if (value.kind === "folder") return "-f -a '(__fish_complete_directories)'";
  return value.kind === "file" ? "-F" : "-f";
}

function quoted(text: string): string {
  return `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
}
