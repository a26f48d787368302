import { breaks, type Edit, keeps, plain } from "../../support/rules.ts";

const restore = (text: string): Edit => ["restore: {}", `restore: { ${text} }`];
breaks("L22", "no threshold", plain, [restore("alertAfter: △0m")]);
breaks("L22", "a minute under the three jobs", plain, [restore("alertAfter: △44m")]);
keeps("L22", "the three jobs", plain, [restore("alertAfter: 45m")]);
breaks("L22", "a minute under the delay and the three jobs", plain, [restore("delay: 30m, alertAfter: △74m")]);
keeps("L22", "the delay and the three jobs", plain, [restore("delay: 30m, alertAfter: 75m")]);
breaks("L22", "a minute under three restores", plain, [restore("schedule: { every: 30m }, alertAfter: △89m")]);
keeps("L22", "three restores", plain, [restore("schedule: { every: 30m }, alertAfter: 90m")]);
keeps("L22", "an alert that is off", plain, [restore("alertAfter: 0m, alert: false")]);
