#!/usr/bin/env node
import { isMainThread } from "node:worker_threads";
import { run } from "./program.ts";
import { conduct } from "./terminal.ts";
import { answerTask } from "./thread.ts";

if (isMainThread) conduct(() => run(process.argv));
else void answerTask();
