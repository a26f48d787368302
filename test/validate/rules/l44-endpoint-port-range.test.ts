import { breaks, keeps, plain } from "../../support/rules.ts";

for (const port of [1023, 32768]) {
  breaks("L44", `${port}, said once`, plain, [["endpoint: { port: 5022 }", `endpoint: { port: ✗${port} }`]]);
}
for (const port of [1024, 32767])
  keeps("L44", String(port), plain, [["endpoint: { port: 5022 }", `endpoint: { port: ${port} }`]]);
