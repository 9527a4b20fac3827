import { syntaxTree } from "@codemirror/language";
import type { EditorState, Extension } from "@codemirror/state";
import { hoverTooltip } from "@codemirror/view";
import type { WordList } from "../../../dsl/words.ts";
import { currentLocale, type Locale } from "../../../i18n/locale.ts";
import { wordList } from "./wordList.ts";

export interface WordHelp {
  readonly from: number;
  readonly to: number;
  readonly title: string;
  readonly text: string;
  readonly example: string;
}

/** What a word of the language means, for who rests the pointer on it. */
export function wordHelp(words: WordList, state: EditorState, pos: number, locale: Locale): WordHelp | null {
  const node = syntaxTree(state).resolveInner(pos, 1);
  if (node.to <= node.from || node.firstChild) return null;
  const range = { from: node.from, to: node.to };
  const word = state.sliceDoc(node.from, node.to).normalize("NFKC");
  if (node.name === "Field") {
    const field = words.fields.find(({ path }) => path === word);
    return field ? { ...range, title: word, text: field.doc[locale], example: "" } : null;
  }
  if (node.parent?.name !== "Label") return null;
  const rest = state.doc.lineAt(pos).text.trim().normalize("NFKC");
  const line = words.lines
    .filter(({ label }) => rest === label || rest.startsWith(`${label} `) || label === word)
    .sort((one, other) => other.label.length - one.label.length)[0];
  const block = words.blocks.find(({ label }) => label === word);
  const found = node.parent.parent?.name === "Block" ? (block ?? line) : (line ?? block);
  return found ? { ...range, title: found.label, text: found.doc[locale], example: found.example } : null;
}

/** Shows `wordHelp` beside the pointer. */
export function wordHover(): Extension {
  return hoverTooltip(async (view, pos) => {
    const words = await wordList();
    if (view.composing) return null;
    const help = wordHelp(words, view.state, pos, currentLocale());
    if (!help) return null;
    return {
      pos: help.from,
      end: help.to,
      above: true,
      create: () => {
        const dom = document.createElement("div");
        const title = document.createElement("strong");
        title.textContent = help.title;
        const text = document.createElement("div");
        text.textContent = help.text;
        dom.append(title, text);
        if (help.example) {
          const example = document.createElement("code");
          example.textContent = help.example;
          dom.append(example);
        }
        return { dom };
      },
    };
  });
}
