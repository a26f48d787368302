import { breaks, type Edit, keeps, plain, server } from "../../support/rules.ts";

const a: Edit = server("a", "collation: Latin1_General_CI_AS");
breaks("L23", "a mirror of another collation", plain, [a, server("b", "collation: △SQL_Latin1_General_CP1_CI_AS")]);
breaks("L23", "a secondary that minds case", plain, [a, server("c", "collation: △Latin1_General_CS_AS")]);
breaks("L23", "a binary secondary", plain, [a, server("c", "collation: △Latin1_General_BIN2")]);
keeps("L23", "a secondary of another collation that minds case alike", plain, [
  a,
  server("c", "collation: SQL_Latin1_General_CP1_CI_AS"),
]);
keeps("L23", "a collation that is not stated", plain, [a]);
