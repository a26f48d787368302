import { alone, backup, breaks, keeps } from "../../support/rules.ts";

const schedule = (text: string) => backup(`schedule: { ${text} }`);
const others = { also: ["L21", "L22"] };
breaks("L35", "every two days", alone, [schedule("everyDays: △2")], others);
keeps("L35", "every two days from a day on", alone, [schedule("everyDays: 2, startDate: 2027-01-01")], others);
keeps("L35", "every day", alone, [schedule("everyDays: 1")]);
