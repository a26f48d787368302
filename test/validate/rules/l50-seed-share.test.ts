import { breaks, chat, type Edit, keeps, plain } from "../../support/rules.ts";

const seed = (keys: string): Edit => ["  Sales:\n", `  Sales:\n    seed: { ${keys} }\n`];
const own: Edit = ["      seedShare: \\\\fs1.contoso.com\\seed\n", "      seedShare: ✗\\\\fs1.contoso.com\\seed\n"];
breaks("L50", "another folder for the mirror's seed", plain, [seed("share: '\\\\fs1.contoso.com\\other'"), own]);
keeps("L50", "the same folder in another spelling", plain, [seed("share: '\\\\FS1.contoso.com\\SEED\\'")]);
keeps("L50", "a seed for all, and no seedShare", plain, [
  seed("share: '\\\\fs1.contoso.com\\other'"),
  ["      seedShare: \\\\fs1.contoso.com\\seed\n", ""],
]);
keeps("L50", "a mirror that was restored before", plain, [
  seed("share: '\\\\fs1.contoso.com\\other'"),
  ["      seedShare: \\\\fs1.contoso.com\\seed\n", "      initialize: already-restored\n"],
]);
const forChat: Edit = ["  mgc:\n", "  mgc:\n    seed: { share: '\\\\fs1.contoso.com\\ship-seed' }\n"];
keeps("L50", "the secondaries' seed beside the cmdlet's", chat, [forChat]);
breaks("L50", "no share for the cmdlet's own", chat, [
  forChat,
  [
    "mirroring:\n      principal: a\n      mirror: b\n      seedShare: \\\\fs1.contoso.com\\seed\n",
    "✗mirroring:\n      principal: a\n      mirror: b\n",
  ],
]);
keeps("L50", "the same folder by the file server's short name", plain, [seed("share: '\\\\fs1\\seed'")]);
