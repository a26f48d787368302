import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { temporaryFolder } from "../emit/support.ts";
import { folderWith, hadrian } from "./support.ts";

const ROOT = join(import.meta.dirname, "../..");

test("prints the schema, byte for byte", async () => {
  const schema = readFileSync(join(ROOT, "schema/topology.schema.json"), "utf8");
  expect(await hadrian(["schema"])).toEqual({ code: 0, stdout: schema, stderr: "" });
});

test("writes it to a file, in the place of an earlier one", async () => {
  const schema = readFileSync(join(ROOT, "schema/topology.schema.json"), "utf8");
  const cwd = folderWith({ "old.json": schema.replace("A topology", "An earlier topology"), "t/x": "" });
  for (const [file, what] of [
    ["t/new.json", "written"],
    ["t/new.json", "unchanged"],
    ["old.json", "written"],
  ] as const) {
    expect(await hadrian(["schema", "-o", file], { cwd })).toEqual({
      code: 0,
      stdout: `${file}: ${what}\n`,
      stderr: "",
    });
    expect(readFileSync(join(cwd, file), "utf8")).toBe(schema);
  }
  expect(await hadrian(["schema", "-o", "-"], { cwd })).toEqual({ code: 0, stdout: schema, stderr: "" });
});

const SETTINGS = { schemaStore: { enable: false } };

/** What the language server says without being asked, or answers. */
interface Message {
  readonly id?: number;
  readonly method?: string;
  // biome-ignore lint/suspicious/noExplicitAny: another program's answers
  readonly params?: any;
  // biome-ignore lint/suspicious/noExplicitAny: another program's answers
  readonly result?: any;
}

/** An editor's side of the Language Server Protocol, as far as the tests need it. */
class Editor {
  readonly #server: ChildProcessWithoutNullStreams;
  readonly #waiting: {
    readonly wanted: (message: Message) => boolean;
    readonly resolve: (message: Message) => void;
  }[] = [];
  #buffer = Buffer.alloc(0);
  #id = 0;

  constructor(folder: string) {
    const program = join(ROOT, "node_modules/yaml-language-server/bin/yaml-language-server");
    this.#server = spawn(process.execPath, [program, "--stdio"], { cwd: folder });
    this.#server.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
    onTestFinished(() => void this.#server.kill());
  }

  async request(method: string, params: unknown) {
    const id = ++this.#id;
    const answer = this.next((message) => message.id === id && message.method === undefined);
    this.#send({ id, method, params });
    return (await answer).result;
  }

  notify(method: string, params: unknown): void {
    this.#send({ method, params });
  }

  next(wanted: (message: Message) => boolean): Promise<Message> {
    return new Promise((resolve) => this.#waiting.push({ wanted, resolve }));
  }

  #send(message: object): void {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, chunk]);
    for (;;) {
      const end = this.#buffer.indexOf("\r\n\r\n");
      const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.toString("latin1", 0, Math.max(0, end)))?.[1]);
      if (end < 0 || this.#buffer.length < end + 4 + length) return;
      const message: Message = JSON.parse(this.#buffer.toString("utf8", end + 4, end + 4 + length));
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      // The server's own questions: it is to ask nobody on the network for schemas.
      if (message.id !== undefined && message.method !== undefined) {
        const result = message.method === "workspace/configuration" ? message.params.items.map(() => SETTINGS) : null;
        this.#send({ id: message.id, result });
      }
      for (const one of this.#waiting.filter(({ wanted }) => wanted(message))) {
        this.#waiting.splice(this.#waiting.indexOf(one), 1);
        one.resolve(message);
      }
    }
  }
}

test("an editor completes, explains and checks a starter beside the schema", async () => {
  const folder = temporaryFolder();
  await hadrian(["init"], { cwd: folder });
  writeFileSync(join(folder, "topology.schema.json"), (await hadrian(["schema"])).stdout);
  const starter = readFileSync(join(folder, "topology.yaml"), "utf8");
  const schema = JSON.parse(readFileSync(join(folder, "topology.schema.json"), "utf8"));

  const editor = new Editor(folder);
  await editor.request("initialize", {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: {
      workspace: { configuration: true },
      textDocument: { completion: {}, hover: {}, publishDiagnostics: {} },
    },
  });
  editor.notify("initialized", {});
  let opened = 0;
  /** Opens a text under a new name in the folder, and returns its address and what is wrong with it. */
  const open = async (text: string) => {
    const uri = pathToFileURL(join(folder, `t${opened++}.yaml`)).href;
    const published = editor.next(({ method, params }) => {
      return method === "textDocument/publishDiagnostics" && params.uri === uri;
    });
    editor.notify("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    const { diagnostics } = (await published).params;
    return { textDocument: { uri }, diagnostics };
  };
  const lines = starter.split("\n");
  const history = lines.findIndex((line) => line.startsWith("      history:"));

  const { textDocument, diagnostics } = await open(starter);
  expect(diagnostics).toEqual([]);

  const { contents } = await editor.request("textDocument/hover", {
    textDocument,
    position: { line: history, character: 8 },
  });
  // It is Markdown, with its underscores escaped.
  expect(contents.value.replaceAll("\\", "")).toContain(schema.$defs.logShipping.properties.history.description);

  const spoilt = await open(lines.with(history, "      histroy: 96h").join("\n"));
  expect(spoilt.diagnostics).toMatchObject([
    { severity: 1, range: { start: { line: history, character: 6 } }, message: expect.stringContaining("histroy") },
  ]);

  const half = await open(lines.with(history, "      ").join("\n"));
  const { items } = await editor.request("textDocument/completion", {
    textDocument: half.textDocument,
    position: { line: history, character: 6 },
  });
  const there = ["backup", "secondaries"];
  const missing = Object.keys(schema.$defs.logShipping.properties).filter((key) => !there.includes(key));
  expect(items.map(({ label }: { label: string }) => label)).toEqual(expect.arrayContaining(missing));
});
