import { describe, expect, it } from "vitest";
import { foldersOf, likeness, relation } from "../../src/model/folder.ts";
import type { Server } from "../../src/model/topology.ts";

const server = { host: "crm-db.contoso.com", serverName: "SQLA" } as Server;
const other = { host: "sqlb.contoso.com", serverName: "SQLB" } as Server;
const folderOf = foldersOf([server, other]);

describe("a folder lies to another", () => {
  it.each([
    [String.raw`\\fs1\logship`, String.raw`\\FS1.contoso.com\LogShip/`, "same"],
    [String.raw`\\fs1\logship`, String.raw`\\fs1\logship\Sales`, "above"],
    [String.raw`\\fs1\logship\Sales\..\Stock`, String.raw`\\fs1\logship`, "below"],
    [String.raw`\\fs1\logship`, String.raw`\\fs1\logship2`, null],
    [String.raw`\\fs1.contoso.com\logship`, String.raw`\\fs1.fabrikam.com\logship`, null],
    [String.raw`D:\LogShip`, String.raw`\\crm-db\d$\logship`, "same"],
    [String.raw`D:\LogShip`, String.raw`\\sqla.contoso.com\D$\LogShip`, "same"],
    [String.raw`D:\LogShip`, String.raw`\\sqlb\d$\LogShip`, null],
    ["/mnt/Log", "/mnt/log", null],
    ["/mnt/log/", "/mnt/./log", "same"],
  ])("%s to %s: %s", (a, b, expected) => {
    expect(relation(folderOf(a, server), folderOf(b, server))).toBe(expected);
  });

  it("on two servers: not, by a local path", () => {
    expect(relation(folderOf("D:\\LogShip", server), folderOf("D:\\LogShip", other))).toBeNull();
  });
});

it("groups what may be one folder, and no two addresses", () => {
  const like = (path: string) => likeness(folderOf(path, server));
  expect(like(String.raw`\\FS1\logship`)).toBe(like(String.raw`\\fs1.contoso.com\logship`));
  expect(like(String.raw`\\10.0.0.5\logship`)).not.toBe(like(String.raw`\\10.0.0.6\logship`));
});
