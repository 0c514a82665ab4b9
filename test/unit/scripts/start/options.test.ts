import { expect, test } from "vitest";
import { startOptions } from "../../../../scripts/start/options.ts";

const url = "http://localhost:11434/v1";
const complaintOf = (...args: string[]): string => {
  try {
    startOptions(args);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

test("without options the desk is embedded, on its usual port", () => {
  expect(startOptions([])).toEqual({ port: 8787, fresh: false, state: ".wrangler/state", allow: [], vars: {}, help: false });
  expect(startOptions(["--models", "embedded"]).vars).toEqual({});
});

test("a model server is named by its address, one model and one embedding model", () => {
  expect(startOptions(["--models", "openai-compatible", "--url", url, "--model", "qwen", "--embedding", "nomic"]).vars).toEqual({
    MODELS: "openai-compatible",
    MODELS_URL: url,
    MODELS_NAME: "qwen",
    MODELS_EMBEDDING: "nomic",
  });
});

test.each([
  ["no port", ["--port", "0"], /--port takes a number from 1 to 65535/],
  ["a port that is a word", ["--port", "web"], /not "web"/],
  ["an address without models", ["--url", url], /go with --models openai-compatible/],
  ["an embedding model without models", ["--embedding", "nomic"], /go with --models openai-compatible/],
  ["models that need an account", ["--models", "workers-ai"], /needs a Cloudflare account/],
  ["a server without an address", ["--models", "openai-compatible"], /needs --url/],
  ["an address that is none", ["--models", "openai-compatible", "--url", "localhost:11434"], /--url takes an address/],
  ["an option that is not there", ["--modles", "x"], /modles/],
])("%s is refused with a sentence", (_case, args, words) => {
  expect(complaintOf(...args)).toMatch(words);
});
