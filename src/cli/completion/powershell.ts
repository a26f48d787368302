import { callsOf, namesOf, type Verb, valuesOf, type Word } from "./tree.ts";

/** The completion script for Windows PowerShell 5.1 and PowerShell 7. Where it offers nothing, PowerShell offers files. */
export function powershell(verbs: readonly Verb[]): string {
  const table = (rows: readonly (readonly [key: string, words: readonly Word[]])[]) =>
    rows
      .filter(([, words]) => words.length > 0)
      .map(([key, words]) => {
        // The comma in front keeps each pair together.
        const pairs = words.map(
          ({ name, description }) => `            , @(${string(name)}, ${string(description)})\n`,
        );
        return `        ${string(key)} = @(\n${pairs.join("")}        )\n`;
      })
      .join("");
  const wordsOf = (choices: readonly string[]) => choices.map((name) => ({ name, description: name }));
  const values = valuesOf(verbs);
  const choices = values.flatMap(({ before, value }) =>
    value.kind === "choices" ? before.map((words) => [words, wordsOf(value.choices)] as const) : [],
  );
  const places = verbs.map(({ words, commands, argument }) => {
    return [words, argument?.kind === "choices" ? wordsOf(argument.choices) : commands] as const;
  });
  return `# Completion of hadrian for PowerShell. In $PROFILE: hadrian completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName 'hadrian' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $calls = @(${callsOf(verbs).map(string).join(", ")})
    $taken = @(${values.flatMap(({ before }) => before.map(string)).join(", ")})
    $values = @{
${table(choices)}    }
    $options = @{
${table(verbs.map((verb) => [verb.words, namesOf(verb)]))}    }
    $places = @{
${table(places)}    }
    $verb = ''
    $previous = ''
    $isFirst = $true
    foreach ($element in $commandAst.CommandElements) {
        if ($element.Extent.EndOffset -ge $cursorPosition) { break }
        $previous = $element.Extent.Text
        if (-not $isFirst -and $calls -ccontains "$verb $previous") { $verb = "$verb $previous".Trim() }
        $isFirst = $false
    }
    if ($taken -ccontains "$verb $previous") { $found = $values["$verb $previous"] }
    elseif ("$wordToComplete".StartsWith('-')) { $found = $options[$verb] }
    else { $found = $places[$verb] }
    foreach ($pair in $found) {
        if ($pair[0].StartsWith("$wordToComplete", [StringComparison]::OrdinalIgnoreCase)) {
            [System.Management.Automation.CompletionResult]::new($pair[0], $pair[0], 'ParameterValue', $pair[1])
        }
    }
}
`;
}

function string(text: string): string {
  return `'${text.replaceAll(/['\u2018-\u201B]/g, "$&$&")}'`;
}
