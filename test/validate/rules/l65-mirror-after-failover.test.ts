import { breaks, chat, keeps, plain } from "../../support/rules.ts";

const own = String.raw`          mirror: { server: d, seedShare: '\\fs2.contoso.com\seed' }`;
const another = String.raw`      secondaries:
        - { server: d, copy: { to: 'E:\LogShip' } }
`;
breaks("L65", "a secondary without a mirror", chat, [
  [own, ""],
  ["- server: c\n", "- △server: c\n"],
]);
keeps("L65", "a mirror for one of two secondaries", chat, [["      secondaries:\n", another]]);
keeps("L65", "a secondary without a mirror on plain SQL Server", plain, [[own, ""]]);
