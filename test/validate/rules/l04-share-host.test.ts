import { alone, backup, breaks, keeps, plain } from "../../support/rules.ts";

breaks("L04", "a share on the secondary", plain, [
  [String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: △\\SQLC.contoso.com\logship`],
]);
breaks("L04", "a share on the mirror, by its short name", plain, [
  [String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: △\\sqlb\logship`],
]);
keeps("L04", "a share on the monitor's host", plain, [
  [String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: \\sqlm.contoso.com\logship`],
]);
keeps("L04", "a host of that name in another domain", plain, [
  [String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: \\sqlb.fabrikam.com\logship`],
]);
breaks("L04", "a share on the primary that could be elsewhere", alone, [
  [String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: △\\sqla.contoso.com\logship`],
  backup(String.raw`localPath: D:\LogShip`),
]);
