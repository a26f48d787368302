import { callsOf, namesOf, type Value, type Verb, valuesOf, type Word } from "./tree.ts";

/** The completion script for zsh. */
export function zsh(verbs: readonly Verb[]): string {
  const patterns = (words: readonly string[]) => `(${words.map(quoted).join("|")})`;
  const list = (what: string, words: readonly Word[]) => {
    const lines = words.map(({ name, description }) => `        ${quoted(`${name}:${description}`)}\n`);
    return `found=(\n${lines.join("")}      ); _describe ${what} found`;
  };
  const values = valuesOf(verbs).map(({ before, value }) => `    ${patterns(before)} ${zshValue(value)}; return ;;`);
  const options = verbs.map((verb) => `      (${quoted(verb.words)}) ${list("-o option", namesOf(verb))} ;;`);
  const places = verbs.map(({ words, commands, argument }) => {
    return `      (${quoted(words)}) ${commands.length > 0 ? list("command", commands) : zshValue(argument)} ;;`;
  });
  return `#compdef hadrian
# Completion of hadrian for zsh: a file _hadrian in a folder of $fpath, or in ~/.zshrc, below compinit:
# eval "$(hadrian completion zsh)"
_hadrian() {
  local current="\${words[CURRENT]}" previous="\${words[CURRENT - 1]}" verb=""
  local -a found
  local -i at
  for ((at = 2; at < CURRENT; at++)); do
    case "$verb \${words[at]}" in
      ${patterns(callsOf(verbs))} verb="\${verb:+$verb }\${words[at]}" ;;
    esac
  done
  if [[ $current == --*=* ]]; then
    previous="\${current%%=*}"
    compset -P '*='
  fi
  case "$verb $previous" in
${values.join("\n")}
  esac
  if [[ $current == -* ]]; then
    case "$verb" in
${options.join("\n")}
    esac
  else
    case "$verb" in
${places.join("\n")}
    esac
  fi
}
if [[ "\${funcstack[1]}" == "_hadrian" ]]; then
  _hadrian "$@"
else
  compdef _hadrian hadrian
fi
`;
}

function zshValue(value: Value | null): string {
  if (value?.kind === "choices") return `compadd -- ${value.choices.join(" ")}`;
  if (value?.kind === "folder") return "_files -/";
  return value?.kind === "file" ? "_files" : ":";
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
