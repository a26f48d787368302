import { alone, breaks, type Edit, keeps } from "../../support/rules.ts";

const schedule = (text: string): Edit => ["copy: {", `copy: { schedule: { ${text} },`];
breaks("L34", "every 9 seconds", alone, [schedule("every: ✗9s")]);
keeps("L34", "every 10 seconds", alone, [schedule("every: 10s")]);
breaks("L34", "every 0 minutes", alone, [schedule("every: ✗0m")]);
breaks("L34", "a window without length", alone, [schedule(`every: 15m, from: "08:00", until: ✗"08:00:00"`)]);
breaks("L34", "a window until midnight", alone, [schedule(`every: 15m, until: ✗"00:00"`)]);
keeps("L34", "a window over midnight", alone, [schedule(`every: 15m, from: "00:15", until: "00:14:59"`)]);
breaks("L34", "a week without a day", alone, [schedule("weekly: { ✗days: [] }")]);
keeps("L34", "a week of seven days", alone, [
  schedule("weekly: { days: [monday, tuesday, wednesday, thursday, friday, saturday, sunday] }"),
]);
breaks("L34", "a 32nd of the month", alone, [schedule("monthly: { day: ✗32 }")]);
keeps("L34", "a 31st of the month", alone, [schedule("monthly: { day: 31 }")], { also: ["L22", "L49"] });
breaks("L34", "an end before the start", alone, [schedule("startDate: 2027-01-02, endDate: ✗2027-01-01")]);
keeps("L34", "a single day", alone, [schedule("startDate: 2027-01-01, endDate: 2027-01-01")]);
breaks("L34", "a day before 1990", alone, [schedule("startDate: ✗1989-12-31")]);
breaks("L34", "the name ALL", alone, [schedule("name: ✗all")]);
keeps("L34", "the name ALL DAY", alone, [schedule("name: all day")]);
