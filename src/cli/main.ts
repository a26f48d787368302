#!/usr/bin/env node
import { run } from "./program.ts";
import { runProgram } from "./terminal.ts";

runProgram(() => run(process.argv));
