import { breaks, keeps, plain, server } from "../../support/rules.ts";

breaks("L05", "a mirror of another version", plain, [server("b", "version: ✗2017")]);
breaks("L05", "a witness of another version", plain, [server("w", "version: ✗2017")]);
breaks("L05", "a mirror of another edition", plain, [server("b", "edition: ✗standard")]);
breaks("L05", "a secondary's mirror of another version", plain, [server("d", "version: ✗2022")]);
keeps("L05", "a witness of another edition", plain, [server("w", "edition: express")]);
keeps("L05", "partners in a data centre of the next edition", plain, [
  server("c", "edition: standard"),
  server("d", "edition: standard"),
]);
