import { alone, breaks, keeps, plain, server } from "../../support/rules.ts";

breaks("L69", "a secondary on Linux", alone, [
  server("c", "os: △linux"),
  [String.raw`copy: { to: 'D:\LogShip' }`, "copy: { from: /mnt/logship, to: /var/opt/mssql/logship }"],
]);
keeps("L69", "a monitor on Linux", plain, [server("m", "os: linux")]);
