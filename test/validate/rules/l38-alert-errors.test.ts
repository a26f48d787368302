import { backup, breaks, keeps, plain } from "../../support/rules.ts";

const alertError = (text: string) => backup(`alertError: ${text}`);
breaks("L38", "50000", plain, [alertError("✗50000")]);
keeps("L38", "50001", plain, [alertError("50001")]);
keeps("L38", "14420 for the backup", plain, [alertError("14420")]);
breaks("L38", "14421 for the backup", plain, [alertError("△14421")]);
breaks("L38", "14420 for the restore", plain, [["restore: {}", "restore: { alertError: △14420 }"]]);
breaks("L38", "14422 for the restore", plain, [["restore: {}", "restore: { alertError: ✗14422 }"]]);
keeps("L38", "0 for alerts that are off, as in Microsoft's example", plain, [
  alertError("0\n        alert: false"),
  ["restore: {}", "restore: { alert: false, alertError: 0 }"],
]);
breaks("L38", "0 for an alert that is raised", plain, [alertError("✗0")]);
