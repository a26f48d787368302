import { Argument, type Command } from "commander";
import type { SCRIPTS } from "../completion/scripts.ts";
import { EXIT, type ExitCode } from "../exit.ts";
import { print } from "../terminal.ts";
import { choiceParser, type Declaration, declare } from "./command.ts";

type Shell = keyof typeof SCRIPTS;

const SHELLS: readonly Shell[] = ["bash", "zsh", "fish", "powershell"];

export const completionCommand: Declaration = (answer) =>
  declare("completion", "print a script that completes commands, options and their values in a shell", [
    '# in ~/.bashrc: eval "$(hadrian completion bash)"',
    '# in ~/.zshrc, below compinit: eval "$(hadrian completion zsh)"',
    "hadrian completion fish > ~/.config/fish/completions/hadrian.fish",
    "# in $PROFILE: hadrian completion powershell | Out-String | Invoke-Expression",
  ])
    .addArgument(new Argument("<SHELL>", "the shell").choices(SHELLS).argParser(choiceParser(SHELLS)))
    .action(async (shell: Shell, _: unknown, { parent }: Command) => answer(await printScript(shell, parent)));

/** The script on stdout. It is made from the declarations of the commands, so that it has all of them. */
async function printScript(shell: Shell, program: Command | null): Promise<ExitCode> {
  if (program === null) throw new Error("the command stands alone");
  const { SCRIPTS, verbsOf } = await import("../completion/scripts.ts");
  print(SCRIPTS[shell](verbsOf(program)));
  return EXIT.done;
}
