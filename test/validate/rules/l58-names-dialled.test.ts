import { alone, breaks, chat, type Edit, keeps, plain, server } from "../../support/rules.ts";

breaks("L58", "a monitor's own port", plain, [["host: sqlm.contoso.com", "port: △42000, host: sqlm.contoso.com"]]);
keeps("L58", "port 1433", plain, [server("m", "port: 1433")]);
keeps("L58", "ports of servers that nobody dials by name", plain, [
  server("a", "port: 40000"),
  server("b", "port: 40001"),
  server("c", "port: 40002"),
]);
keeps("L58", "a named monitor, whose port SQL Server Browser tells", plain, [server("m", "instance: MON")]);
breaks("L58", "a named monitor with a port", plain, [server("m", "instance: MON, port: △1433")]);
breaks("L58", "a monitor of another DNS domain", plain, [["host: sqlm.contoso.com", "host: △sqlm.fabrikam.com"]]);
keeps("L58", "a monitor without a DNS domain", plain, [["host: sqlm.contoso.com", "host: sqlm"]]);
breaks("L58", "a monitor by its address", plain, [["host: sqlm.contoso.com", "serverName: SQLM, host: △10.0.0.5"]]);
breaks("L58", "one server with two reasons, once", plain, [
  ["host: sqlm.contoso.com", "serverName: SQLM, port: △42000, host: 10.0.0.5"],
]);
const linux = (id: string, port: string): Edit => [
  `sql${id}.contoso.com,`,
  `sql${id}.contoso.com, os: linux,${port === "" ? "" : ` port: ${port},`}`,
];
const folders: Edit[] = [
  [String.raw`\\fs1.contoso.com\logship`, "/mnt/logship"],
  [String.raw`'D:\LogShip'`, "/var/opt/mssql/copies"],
];
breaks("L58", "ports of servers whose jobs run on Linux", alone, [
  linux("a", "△40000"),
  linux("c", "△41000"),
  ...folders,
]);
keeps("L58", "Linux on port 1433", alone, [linux("a", "1433"), linux("c", ""), ...folders]);
breaks("L58", "a port of a chat store", chat, [server("a", "port: △5000")]);
breaks("L58", "a port of a chat store's instance", chat, [server("d", "instance: RTC, port: △5000")]);
keeps("L58", "a chat store's instance on port 1433", chat, [server("a", "instance: RTC, port: 1433")]);
keeps(
  "L58",
  "an instance that serverName alone states, which L48 asks for",
  plain,
  [server("m", "serverName: 'SQLM\\MON', port: 42000")],
  { also: ["L48"] },
);
breaks("L58", "a chat store by its address", chat, [["host: sqla.contoso.com", "serverName: SQLA, host: △10.0.0.5"]]);
keeps("L58", "what was weighed", plain, [
  ["host: sqlm.contoso.com", "port: 42000, acknowledge: { L58: 'aliases are made by policy' }, host: sqlm.contoso.com"],
]);
