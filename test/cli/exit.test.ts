import { expect, test } from "vitest";
import { gravest } from "../../src/cli/exit.ts";

test("where several codes hold, 70, 74, 1, 2 in this order", () => {
  expect(gravest([])).toBe(0);
  expect(gravest([0, 2])).toBe(2);
  expect(gravest([2, 1, 0])).toBe(1);
  expect(gravest([1, 2, 74])).toBe(74);
  expect(gravest([2, 1, 74, 70])).toBe(70);
});
