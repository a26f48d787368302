import { expect, test } from "vitest";
import { scheduleNumbers, scheduleOf } from "../../src/model/schedule-numbers.ts";
import { schedules } from "../../src/model/schedules.ts";
import { compileCase, okCases } from "../support/fixtures.ts";

test("a schedule is told from the numbers that it was put into", () => {
  const all = okCases.flatMap((name) => schedules(compileCase(name).plan!.topology));
  expect(new Set(all.map(({ days }) => days.kind)).size).toBe(4);
  for (const schedule of all) {
    const numbers = scheduleNumbers(schedule);
    const parameters: readonly (readonly [string, number | null])[] = [
      ["@enabled", numbers.enabled],
      ["@freq_type", numbers.freqType],
      ["@freq_interval", numbers.freqInterval],
      ["@freq_subday_type", numbers.subdayType],
      ["@freq_subday_interval", numbers.subdayInterval],
      ["@freq_relative_interval", numbers.relativeInterval],
      ["@freq_recurrence_factor", numbers.recurrenceFactor],
      ["@active_start_date", numbers.startDate],
      ["@active_end_date", numbers.endDate],
      ["@active_start_time", numbers.startTime],
      ["@active_end_time", numbers.endTime],
    ];
    const given = new Map(parameters.flatMap(([name, value]) => (value === null ? [] : [[name, value]])));
    const told = scheduleOf(numbers.name, given);
    expect(told === null ? null : scheduleNumbers(told)).toEqual(numbers);
  }
});

test.each<[string, Record<string, number>]>([
  ["of an unknown frequency", { "@freq_type": 64, "@freq_subday_type": 1 }],
  ["without an interval within the day", { "@freq_type": 4, "@freq_interval": 1, "@freq_subday_type": 4 }],
  ["by a weekday that there is not", { "@freq_type": 32, "@freq_interval": 11, "@freq_subday_type": 1 }],
])("no schedule is made of numbers %s", (_, numbers) => {
  expect(scheduleOf("S", new Map(Object.entries(numbers)))).toBeNull();
});
