import { ensureSyntaxTree, syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { SyntaxNode, Tree } from "@lezer/common";

/** Where something is being written. */
export type Place =
  | { at: "nowhere" }
  /** Outside all blocks, at the beginning of a line. */
  | { at: "file" }
  /** At the beginning of a line of a block; `written` are the labels that stand there already. */
  | { at: "line"; block: string; written: ReadonlySet<string> }
  /** At the beginning of a line of an `if any { … }`. */
  | { at: "condition" }
  /** After the tokens of a line: words as written, values as `<number>`; `field` is the last fact compared. */
  | { at: "value"; label: string; tokens: readonly string[]; field: string | null }
  /** Inside quotes, after those tokens; `from` and `to` are what is inside. */
  | { at: "text"; label: string; tokens: readonly string[]; from: number; to: number };

const QUANTIFIED = new Set(["if", "unless", "all", "any", "none"]);

const VALUES: Record<string, string> = {
  Text: "<text>",
  UnclosedText: "<text>",
  Money: "<amount>",
  Percent: "<percent>",
  Date: "<date>",
  Time: "<time>",
  Field: "<field>",
};

const MOST_LINES = 40;

/** Milliseconds that may be spent to read a long file up to the cursor. */
const PARSING = 100;

/** Where the word that begins at `from` and ends at `pos` stands. */
export function placeAt(state: EditorState, from: number, pos: number): Place {
  const tree = ensureSyntaxTree(state, pos, PARSING) ?? syntaxTree(state);
  const inside = tree.resolveInner(pos, -1);
  if (inside.name === "Comment") return { at: "nowhere" };
  const text = textAround(inside, pos);
  const begin = text ? text.from : from;
  const before = setting(state, tree, begin);
  if (before.some((leaf) => leaf.name === "Word")) return { at: "nowhere" };
  const block = blockAround(inside, begin);
  const blockLabel = block ? labelOf(state, block) : null;
  const quantified = blockLabel !== null && QUANTIFIED.has(blockLabel);
  if (before.length === 0) {
    if (text) return { at: "nowhere" };
    if (!block || blockLabel === null) return { at: "file" };
    if (quantified) return { at: "condition" };
    return { at: "line", block: blockLabel, written: labelsIn(state, block) };
  }
  const tokens = before.map((leaf) => spelling(state, leaf));
  const label = quantified ? "if" : (tokens[0] ?? "");
  if (text) {
    const closed = text.name === "Text" && text.to > text.from + 1;
    return { at: "text", label, tokens, from: text.from + 1, to: closed ? text.to - 1 : text.to };
  }
  const field = before.findLast((leaf) => leaf.name === "Field");
  return { at: "value", label, tokens, field: field ? state.sliceDoc(field.from, field.to) : null };
}

/** The text in quotes that `pos` stands in: behind its opening quote and not behind its closing one. */
function textAround(node: SyntaxNode, pos: number): SyntaxNode | null {
  if (node.name === "UnclosedText") return pos > node.from ? node : null;
  return node.name === "Text" && pos > node.from && pos < node.to ? node : null;
}

/** The tokens before `end` of the setting that goes on there; a setting may go on in the next line. */
function setting(state: EditorState, tree: Tree, end: number): SyntaxNode[] {
  let found: SyntaxNode[] = [];
  let open = 0;
  const newLine = (from: number, to: number) => state.sliceDoc(from, to).includes("\n");
  for (const leaf of leaves(state, tree, end)) {
    const last = found.at(-1);
    const ended = last && newLine(last.to, leaf.from) && !goesOn(last, open > 0 && leaf.name !== "Keyword");
    if (ended || leaf.name === "{" || leaf.name === "}") {
      found = [];
      open = 0;
    }
    if (leaf.name === "(") open++;
    if (leaf.name === ")") open--;
    if (leaf.name !== "{" && leaf.name !== "}") found.push(leaf);
  }
  const last = found.at(-1);
  return last && newLine(last.to, end) && !goesOn(last, open > 0) ? [] : found;
}

function goesOn(last: SyntaxNode, inParentheses: boolean): boolean {
  return inParentheses || last.name === "Join" || last.name === "," || last.name === "(";
}

/** The tokens of the lines before `end`, comments left out. */
function leaves(state: EditorState, tree: Tree, end: number): SyntaxNode[] {
  const first = state.doc.line(Math.max(1, state.doc.lineAt(end).number - MOST_LINES));
  const found: SyntaxNode[] = [];
  tree.iterate({
    from: first.from,
    to: end,
    enter: (ref) => {
      const node = ref.node;
      if (node.firstChild || node.name === "Comment" || node.type.isError) return;
      if (node.from >= first.from && node.to <= end && node.to > node.from) found.push(node);
    },
  });
  return found;
}

/** The block whose braces are around `pos`. */
function blockAround(node: SyntaxNode, pos: number): SyntaxNode | null {
  for (let up: SyntaxNode | null = node; up; up = up.parent) {
    if (up.name !== "Body" || pos <= up.from) continue;
    if (up.lastChild?.name !== "}" || pos < up.to) return up.parent;
  }
  return null;
}

function labelOf(state: EditorState, block: SyntaxNode): string {
  const label = block.getChild("Label");
  return label ? plain(state, label) : "";
}

/** The first words of the lines of a block. */
function labelsIn(state: EditorState, block: SyntaxNode): Set<string> {
  const body = block.getChild("Body");
  const lines = [...(body?.getChildren("Line") ?? []), ...(body?.getChildren("Block") ?? [])];
  return new Set(lines.map((line) => labelOf(state, line)));
}

function spelling(state: EditorState, leaf: SyntaxNode): string {
  if (leaf.name === "Number") return plain(state, leaf).includes(".") ? "<decimal>" : "<number>";
  return VALUES[leaf.name] ?? plain(state, leaf);
}

/** What is written, in plain characters. */
function plain(state: EditorState, node: SyntaxNode): string {
  return state.sliceDoc(node.from, node.to).normalize("NFKC");
}
