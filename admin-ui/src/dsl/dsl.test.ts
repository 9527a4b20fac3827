import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { ensureSyntaxTree, foldable, getIndentation, indentUnit, matchBrackets } from "@codemirror/language";
import { EditorState, Text } from "@codemirror/state";
import { buildParserFile } from "@lezer/generator";
import { describe, expect, test } from "vitest";
import { otokuCompletion, template } from "./completion.ts";
import { otoku, otokuLanguage } from "./language.ts";
import { type Finding, sureChanges, toDiagnostics } from "./lint.ts";
import { parser } from "./otoku.parser.ts";
import samples from "./tokens.json";
import { WORDS } from "./words.ts";

const ROOT = join(import.meta.dirname, "../../..");
const rulesIn = (folder: string) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".otoku") && !file.includes("broken"))
    .map((file) => join(folder, file));
const examples = [...rulesIn("rules/examples"), ...rulesIn("tests/language/samples")];
const formatted = rulesIn("rules/examples");
const read = (file: string) => readFileSync(join(ROOT, file), "utf8");

function nodes(source: string): { name: string; text: string }[] {
  const found: { name: string; text: string }[] = [];
  parser.parse(source).iterate({
    enter: ({ name, from, to }) => {
      found.push({ name, text: source.slice(from, to) });
    },
  });
  return found;
}

const named = (source: string, name: string) =>
  nodes(source)
    .filter((n) => n.name === name)
    .map((n) => n.text);
const complete = otokuCompletion({
  words: WORDS,
  locale: () => "ja",
  names: () => ({ products: [{ name: "SAMPLE-1", title: "煎茶" }], templates: [{ name: "thanks" }] }),
});

function editor(doc: string): EditorState {
  const state = EditorState.create({ doc, extensions: [otoku(complete), indentUnit.of("  ")] });
  ensureSyntaxTree(state, doc.length, 5000);
  return state.update({}).state; // which takes over what was parsed; the first state has what 20 ms gave
}

/** The completion at `|`. */
async function at(source: string, explicit = true): Promise<CompletionResult | null> {
  const pos = source.indexOf("|");
  const state = editor(source.replace("|", ""));
  return complete(new CompletionContext(state, pos, explicit));
}

const labels = async (source: string) => (await at(source))?.options.map((o) => o.label) ?? [];

describe("the shape", () => {
  test("there are examples", () => expect(examples.length).toBeGreaterThan(6));
  test.each(examples)("%s has no error and no unknown word", (file) => {
    const found = nodes(read(file));
    expect(found.filter((n) => n.name === "⚠" || n.name === "Word" || n.name === "UnclosedText")).toEqual([]);
  });

  const KINDS: Record<string, string> = {
    MONEY: "Money",
    PERCENT: "Percent",
    DATE: "Date",
    TIME: "Time",
    DECIMAL: "Number",
    INT: "Number",
    FIELD: "Field",
    CURRENCY_CODE: "Currency",
    STRING: "Text",
    NAME: "Word",
    COMMA: ",",
  };
  const tokens = Object.entries(samples).flatMap(([kind, texts]) =>
    texts.map((text) => [kind, text] as const),
  );
  test.each(tokens)("%s: %s is one token, as for the engine", (kind, text) => {
    const leaves = nodes(`uses ${text}`).filter((n) => n.name === KINDS[kind] && n.text === text);
    expect(leaves).toHaveLength(1);
  });

  test("the committed parser is the one of the grammar", () => {
    const here = (file: string) => readFileSync(join(import.meta.dirname, file), "utf8");
    const made = buildParserFile(here("otoku.grammar"), { typeScript: true });
    expect(here("otoku.parser.ts")).toBe(made.parser);
    expect(here("otoku.parser.terms.ts")).toBe(made.terms);
  });

  test("a mistake hurts no other line", () => {
    const source = 'coupon "x" {\n  valid 14 ??? dayz\n  uses 1\n}\nsale "y" {\n  code "A"\n}\n';
    expect(named(source, "Word")).toEqual(["dayz"]);
    expect(named(source, "Line").slice(1)).toEqual(["uses 1", 'code "A"']);
    expect(named(source, "Block")).toHaveLength(2);
  });

  test("a forgotten parenthesis takes no more than the next line", () => {
    const source = 'sale "y" {\n  if cart.total one of (1, 2\n  uses 1\n  code "A"\n}\n';
    expect(named(source, "Line").slice(1)).toEqual(['code "A"']);
  });

  test("a text without its closing quote ends with its line, before the brace", () => {
    const source = 'coupon "x {\n  uses 1\n}\n';
    expect(named(source, "UnclosedText")).toEqual(['"x ']);
    expect(named(source, "Line")).toEqual(["uses 1"]);
  });

  test("full-width typing has the same shape", () => {
    const source =
      "ｃｏｕｐｏｎ　「お礼」｛\n　ｖａｌｉｄ　１４　ｄａｙｓ　＃　期限\n　discount　５００円\n｝\n";
    const plain = 'coupon "お礼"{\n valid 14 days # 期限\n discount 500円\n}\n';
    expect(nodes(source).map((n) => n.name)).toEqual(nodes(plain).map((n) => n.name));
  });

  test("every line of the language has a label the editor knows", () => {
    const strange = WORDS.lines.filter(({ example }) =>
      nodes(example.replace(/\{$/, "{\n}")).some((n) => n.name === "⚠" || n.name === "Word"),
    );
    expect(strange.map((line) => line.example)).toEqual([]);
  });
});

describe("folding and indentation", () => {
  test("a block folds between its braces", () => {
    const state = editor('coupon "x" {\n  uses 1\n}\n');
    expect(foldable(state, 0, 12)).toEqual({ from: 12, to: 22 });
  });

  test("a brace finds its other one, and none inside a text", () => {
    const source = 'sale "}" {\n  if any {\n    cart.total over 1 JPY\n  }\n}\n';
    const state = editor(source);
    expect(matchBrackets(state, source.indexOf("{"), 1)?.end?.from).toBe(source.lastIndexOf("}"));
    expect(matchBrackets(state, source.lastIndexOf("}") + 1, -1)?.end?.from).toBe(source.indexOf("{"));
  });

  test("a new line after one that goes on is indented further, and after a finished one is not", () => {
    const goesOn = 'sale "x" {\n  for product "A",\n';
    expect(getIndentation(editor(goesOn), goesOn.length)).toBe(4);
    const finished = 'sale "x" {\n  uses 1\n';
    expect(getIndentation(editor(finished), finished.length)).toBe(2);
  });

  test.each(formatted)("%s is indented as it is formatted", (file) => {
    const state = editor(read(file));
    for (let n = 1; n <= state.doc.lines; n++) {
      const line = state.doc.line(n);
      const expected = line.text.search(/\S/);
      if (expected >= 0) expect([n, getIndentation(state, line.from)]).toEqual([n, expected]);
    }
  });
});

describe("completion", () => {
  test("blocks outside", async () => {
    expect(await labels("otoku 1\n\n|")).toEqual(expect.arrayContaining(["coupon", "sale", "shop", "test"]));
    expect(await labels("otoku 1\n\n|")).not.toContain("legal");
  });

  test("lines inside, without those that stand there once already", async () => {
    const found = await labels('coupon "x" {\n  uses 1\n  |\n}\n');
    expect(found).toEqual(expect.arrayContaining(["code", "valid", "send"]));
    expect(found).not.toContain("uses");
    expect(found).not.toContain("currency");
  });

  test.each([
    ["  bound to |", ["anyone", "customer", "email"]],
    ["  code 8 |", ["characters", "digits", "letters"]],
    ["  valid 14 d|", ["days"]],
    ["  discount free |", ["shipping"]],
    ["  when |", ["order paid", "cart abandoned"]],
    ["  if |", ["cart.total", "not"]],
    ["  if cart.total at |", ["least", "most"]],
  ])("%s", async (line, expected) => {
    expect(await labels(`coupon "x" {\n${line}\n}\n`)).toEqual(expect.arrayContaining(expected));
  });

  test("a fact offers the comparisons of its type", async () => {
    expect(await labels('sale "x" {\n  if cart.total |\n}')).not.toContain("has");
  });

  test("conditions in a group", async () => {
    expect(await labels('sale "x" {\n  if any {\n    |\n  }\n}')).toContain("cart.total");
    expect(await labels('sale "x" {\n  if any {\n    cart.total |\n  }\n}')).toContain("at");
  });

  test("names of the shop inside quotes", async () => {
    const source = 'coupon "x" {\n  for product "PACK-1", "SA|"\n}';
    const found = await at(source);
    expect(found?.options).toEqual([{ label: "SAMPLE-1", type: "text", detail: "煎茶" }]);
    expect([found?.from, found?.to]).toEqual([source.indexOf("SA"), source.indexOf("|")]);
    expect(await labels('coupon "x" {\n  send email "|"\n}')).toEqual(["thanks"]);
    expect(await at('shop {\n  sender email "|"\n}')).toBeNull();
  });

  test("a line goes on after a comma and inside parentheses", async () => {
    expect(await labels('sale "x" {\n  for product "A",\n    "|"\n}')).toEqual(["SAMPLE-1"]);
    expect(await labels('sale "x" {\n  if (cart.total over 3\n    or |\n}')).toContain("cart.total");
  });

  test("a Japanese word finds the English one", async () => {
    const found = await at('coupon "x" {\n  割引|\n}');
    const option = found?.options.find((one) => one.label === "割引");
    expect(option?.displayLabel).toBe("discount");
  });

  test("what it means is said in the merchant's language", async () => {
    const option = (await at('coupon "x" {\n  dis|\n}'))?.options.find((one) => one.label === "discount");
    expect(option?.detail).toBe("値引きの内容です");
  });

  test("nothing in comments, in names, after unknown words", async () => {
    expect(await at("# c|")).toBeNull();
    expect(await at('coupon "c|" {')).toBeNull();
    expect(await at('coupon "x" {\n  valyd 14 |\n}')).toBeNull();
  });

  test("nothing by itself where nothing was typed", async () => {
    expect(await at('coupon "x" {\n  |\n}', false)).toBeNull();
  });

  test("nothing while an input method is composing", async () => {
    const state = editor('coupon "x" {\n  dis\n}');
    const view = { composing: true } as unknown as CompletionContext["view"];
    expect(await complete(new CompletionContext(state, 18, true, view))).toBeNull();
  });

  test("examples become snippets", () => {
    expect(template('for product "PACK-1" as issued')).toBe(`for product "\${1:PACK-1}" as issued`);
    expect(template("discount 2,000 JPY")).toBe(`discount \${1:2,000} JPY`);
    expect(template('legal {\n  name "x"\n}\n')).toBe(`legal \\{\n\tname "\${1:x}"\n\\}`);
    expect(template("terms {")).toBe(`terms \\{\n\t\${1:}\n\\}`);
  });
});

describe("findings", () => {
  const finding = (
    from: number,
    to: number,
    text: string,
    confidence: "SURE" | "MAYBE" = "SURE",
  ): Finding => ({
    code: "E0101",
    severity: "ERROR",
    message: "m",
    label: "",
    help: ["h"],
    place: { fromUtf16: from, toUtf16: to },
    fix: { confidence, edits: [{ place: { fromUtf16: from, toUtf16: to }, text }] },
  });
  const names = { fix: (text: string | null) => (text === null ? "fix" : `write ${text}`) };

  test("keep their places after 𠮷 and emoji, and stay inside a text that became shorter", () => {
    const doc = Text.of(["# 𠮷🍵", "valyd 1"]);
    const [one, other] = toDiagnostics(doc, [finding(7, 12, "valid"), finding(90, 95, "x")], names);
    expect(doc.sliceString(one?.from ?? 0, one?.to)).toBe("valyd");
    expect([other?.from, other?.to]).toEqual([doc.length, doc.length]);
    expect(one?.actions?.map((action) => action.name)).toEqual(["write valid"]);
    expect(one?.message).toBe("m\nh");
  });

  test("all sure fixes are made together, none twice in one place", () => {
    const doc = Text.of(["ａ ｂ ｃ"]);
    const found = [finding(0, 1, "a"), finding(0, 1, "A"), finding(2, 3, "b", "MAYBE"), finding(4, 5, "c")];
    const changed = EditorState.create({ doc }).update({ changes: sureChanges(doc, found) }).state.doc;
    expect(changed.toString()).toBe("a ｂ c");
  });
});

test("a comment is what `#` begins", () => {
  expect(editor("uses 1").languageDataAt("commentTokens", 0)).toEqual([{ line: "#" }]);
  expect(otokuLanguage.name).toBe("otoku");
});
