import { join, steps } from "../../source/pointer.ts";
import type { RawFinding, RawRule } from "../rule.ts";
import { walk } from "../walk.ts";

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, "");

/** Keys whose own keys are the user's names. */
const NAMED = new Set(["servers", "databases", "profiles"]);

function isAvailabilityGroup(key: string): boolean {
  return key.toLowerCase() === "ag" || /availabilitygroup|alwayson|^hadr$/.test(plain(key));
}

function* keys(document: unknown, platform: unknown): Iterable<RawFinding> {
  const why = platform === "sql-server" ? "" : "Persistent Chat supports none. ";
  for (const { at, key, parent } of walk(document)) {
    const isName = NAMED.has(parent) && steps(at).length === 2;
    if (key === null || isName || !isAvailabilityGroup(key)) continue;
    yield {
      at,
      on: "key",
      message: `${key}: availability groups are no part of what is generated.`,
      hint: `${why}Describe mirroring and log shipping.`,
    };
  }
}

export const l29: RawRule = {
  code: "L29",
  name: "out-of-scope",
  severity: "error",
  title: "No availability groups, and no Skype for Business Server 2019",
  why: "Neither is generated. Persistent Chat does not support availability groups, and Skype for Business Server 2019 has no Persistent Chat.",
  hint: "Describe mirroring and log shipping; for Skype for Business Server 2019 there is no Persistent Chat to describe.",
  source: "Skype/SfbServer/deploy/deploy-persistent-chat-server/configure-hadr-for-persistent-chat.md",
  example: {
    before: `
      databases:
        Sales:
          availabilityGroup: AG1
    `,
    after: `
      databases:
        Sales:
          mirroring: { principal: sql-a1, mirror: sql-a2, seedShare: '\\\\fs1.contoso.com\\mirror-seed' }
    `,
  },
  *check(document) {
    const platform = (document as { platform?: unknown } | null)?.platform;
    yield* keys(document, platform);
    if (typeof platform !== "string" || !/^(skype|sfb).*2019/.test(plain(platform))) return;
    yield {
      at: join("", "platform"),
      message: `${platform} has no Persistent Chat.`,
      hint: "Write platform: sql-server for databases that are not Skype's, or skype-for-business-2015.",
    };
  },
};
