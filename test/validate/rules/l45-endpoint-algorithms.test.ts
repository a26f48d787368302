import { breaks, keeps, plain, server } from "../../support/rules.ts";

breaks("L45", "a mirror that speaks rc4 only", plain, [server("b", "endpoint: { encryption: ✗rc4 }")]);
breaks("L45", "a witness that speaks rc4 only", plain, [server("w", "endpoint: { encryption: ✗rc4 }")]);
keeps("L45", "a mirror that speaks both", plain, [server("b", "endpoint: { encryption: rc4-aes }")]);
