#!/usr/bin/env node
import { run } from "./program.ts";
import { conduct } from "./terminal.ts";

conduct(() => run(process.argv));
