import { breaks, keeps, plain } from "../../support/rules.ts";

breaks("L12", "a witness in high-performance mode", plain, [
  ["witness: w", "mode: high-performance\n      witness: ✗w"],
]);
keeps("L12", "high-performance mode without one", plain, [["witness: w", "mode: high-performance"]]);
keeps("L12", "a witness in high-safety mode", plain, []);
