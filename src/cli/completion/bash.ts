import { callsOf, namesOf, type Value, type Verb, valuesOf } from "./tree.ts";

/** The completion script for bash, 3.2 and later. */
export function bash(verbs: readonly Verb[]): string {
  const patterns = (words: readonly string[]) => words.map((word) => `"${word}"`).join(" | ");
  const values = valuesOf(verbs).map(({ before, value }) => `    ${patterns(before)}) ${bashValue(value)} ;;`);
  const places = verbs.map((verb) => {
    const options = namesOf(verb).map(({ name }) => name);
    const commands = verb.commands.map(({ name }) => name);
    const first = commands.length > 0 ? `words="${commands.join(" ")}"` : bashValue(verb.argument);
    return `        "${verb.words}") options="${options.join(" ")}"; ${first} ;;`;
  });
  return `# Completion of hadrian for bash. In ~/.bashrc: eval "$(hadrian completion bash)"
_hadrian() {
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD - 1]}" verb="" words="" options="" kind="free" at
  COMPREPLY=()
  for ((at = 1; at < COMP_CWORD; at++)); do
    case "$verb \${COMP_WORDS[at]}" in
      ${patterns(callsOf(verbs))}) verb="\${verb:+$verb }\${COMP_WORDS[at]}" ;;
    esac
  done
  # --format=json arrives as three words.
  if [[ $current == "=" ]]; then
    current=""
  elif [[ $previous == "=" ]]; then
    previous="\${COMP_WORDS[COMP_CWORD - 2]}"
  fi
  case "$verb $previous" in
${values.join("\n")}
    *)
      case "$verb" in
${places.join("\n")}
      esac
      if [[ $current == -* || (-z $words && $kind == "free") ]]; then words="$options"; fi
      ;;
  esac
  if [[ -n $words ]]; then
    COMPREPLY=($(compgen -W "$words" -- "$current"))
  elif [[ $kind == "folder" ]]; then
    compopt +o default -o dirnames 2>/dev/null
  elif [[ $kind == "free" ]]; then
    compopt +o default 2>/dev/null
  fi
}
complete -o default -F _hadrian hadrian
`;
}

/** What sets `words` or `kind` for a place. */
function bashValue(value: Value | null): string {
  if (value === null) return 'kind="free"';
  return value.kind === "choices" ? `words="${value.choices.join(" ")}"` : `kind="${value.kind}"`;
}
