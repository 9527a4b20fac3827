import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import oniguruma from "vscode-oniguruma";
import textmate from "vscode-textmate";

const here = import.meta.dirname;
const root = join(here, "../../..");
const read = (...path) => readFileSync(join(...path), "utf8");
const examples = ["rules/examples", "tests/language/samples"].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true })
    .filter((file) => file.endsWith(".otoku") && !file.includes("broken"))
    .map((file) => join(folder, file)),
);

let grammar;

before(async () => {
  const wasm = readFileSync(createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm"));
  await oniguruma.loadWASM(wasm);
  const registry = new textmate.Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => {
      const path = join(here, "../syntaxes/otoku.tmLanguage.json");
      return textmate.parseRawGrammar(read(path), path);
    },
  });
  grammar = await registry.loadGrammar("source.otoku");
});

/** Each piece of a text with its innermost scope. */
function pieces(text) {
  const found = [];
  let state = textmate.INITIAL;
  text.split("\n").forEach((line, number) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const { startIndex, endIndex, scopes } of tokens) {
      const written = line.slice(startIndex, endIndex);
      if (written.trim() !== "") found.push({ line: number + 1, text: written, scope: scopes.at(-1) });
    }
  });
  return found;
}

test("there are examples", () => assert.ok(examples.length > 6));

for (const file of examples) {
  test(`every word of ${file} has a colour`, () => {
    const plain = pieces(read(root, file)).filter((one) => one.scope === "source.otoku" && /[^()\s]/.test(one.text));
    assert.deepEqual(plain, []);
  });
}

const SCOPES = {
  MONEY: "constant.numeric.money.otoku",
  PERCENT: "constant.numeric.percent.otoku",
  DATE: "constant.numeric.date.otoku",
  TIME: "constant.numeric.time.otoku",
  DECIMAL: "constant.numeric.otoku",
  INT: "constant.numeric.otoku",
  FIELD: "variable.other.member.otoku",
  CURRENCY_CODE: "constant.other.currency.otoku",
  STRING: "string.quoted.double.otoku",
  NAME: "source.otoku",
  COMMA: "punctuation.separator.otoku",
};

for (const [kind, texts] of Object.entries(JSON.parse(read(root, "admin-ui/src/dsl/tokens.json")))) {
  for (const text of texts) {
    test(`${kind}: ${text} is what it is for the engine`, () => {
      const [, ...found] = pieces(`uses ${text}`);
      const scopes = new Set(found.map((one) => one.scope.replace(/^constant\.character\.escape.*/, SCOPES.STRING)));
      assert.deepEqual([...scopes], [SCOPES[kind]]);
    });
  }
}

test("full-width typing keeps its colours", () => {
  const scopes = pieces("  discount ５００円 # 値引き").map((one) => one.scope);
  assert.deepEqual(scopes, [
    "keyword.other.line.otoku",
    "constant.numeric.money.otoku",
    "comment.line.number-sign.otoku",
  ]);
});

test("the header of a block is told from a line of the same word", () => {
  assert.equal(pieces('budget "x" {')[0].scope, "keyword.control.block.otoku");
  assert.equal(pieces('  budget "x"')[0].scope, "keyword.other.line.otoku");
});

test("the patterns of language-configuration.json are regular expressions", () => {
  const { wordPattern, indentationRules } = JSON.parse(read(here, "../language-configuration.json"));
  assert.equal("割引 500円".match(new RegExp(wordPattern.pattern, wordPattern.flags))[0], "割引");
  const opens = new RegExp(indentationRules.increaseIndentPattern);
  assert.ok(opens.test('coupon "x" {  # a') && !opens.test('title "{"') && !opens.test("# {"));
  assert.ok(new RegExp(indentationRules.decreaseIndentPattern).test("  }"));
});
