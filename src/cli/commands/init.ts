import { choiceOption, type Declaration, declare } from "./command.ts";

/** Platforms with a starter; the first is the default. */
const PLATFORMS = ["sql-server", "skype-for-business-2015", "lync-server-2013"] as const;
export type PlatformName = (typeof PLATFORMS)[number];

export const initCommand: Declaration = (answer) =>
  declare("init", "write a commented topology to start from; an existing file is never overwritten", [
    "hadrian init",
    "hadrian init --platform skype-for-business-2015 topologies/pchat.yaml",
    "hadrian init - | less",
  ])
    .argument("[FILE]", "where to write it, or - for standard output", "topology.yaml")
    .addOption(choiceOption("--platform <platform>", "what the databases belong to", PLATFORMS))
    .action(async (file: string, { platform }: { platform: PlatformName }) => {
      const { writeStarter } = await import("../init.ts");
      answer(await writeStarter(file, platform));
    });
