import {
  autocompletion,
  type CompletionContext,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  ViewPlugin,
} from "@codemirror/view";
import { otokuCompletion } from "../../../dsl/completion.ts";
import { otoku } from "../../../dsl/language.ts";
import { type LintOptions, otokuLinter } from "../../../dsl/lint.ts";
import { currentLocale } from "../../../i18n/locale.ts";
import { cspNonce } from "../../../shell/nonce.ts";
import type { ShopNames } from "../names.ts";
import { wordHover } from "./hover.ts";
import { markField } from "./mark.ts";
import { editorTheme } from "./theme.ts";
import { wordList } from "./wordList.ts";

export interface EditorOptions {
  readonly label: string;
  readonly readOnly: boolean;
  /** Rule files have a language; templates are plain text to this editor. */
  readonly rules: boolean;
  /** A file with mixed line ends: its carriage returns stay characters. */
  readonly mixedNewlines: boolean;
  readonly names: () => ShopNames;
  readonly lint: LintOptions;
  readonly onSave: () => void;
  readonly onFormat: () => void;
}

/** Everything that makes the text pane an editor of rule files. Tab is not bound: it moves on (WCAG 2.1.2). */
export function extensions(options: EditorOptions): Extension[] {
  return [
    EditorView.cspNonce.of(cspNonce()),
    EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0" }),
    EditorState.readOnly.of(options.readOnly),
    options.mixedNewlines ? EditorState.lineSeparator.of("\n") : [],
    lineNumbers(),
    highlightSpecialChars(),
    history(),
    drawSelection(),
    highlightActiveLine(),
    highlightActiveLineGutter(),
    searchSoon,
    EditorView.lineWrapping,
    markField,
    editorTheme,
    options.rules ? language(options) : [],
    keymap.of([
      { key: "Mod-s", preventDefault: true, run: done(options.onSave) },
      { key: "Shift-Alt-f", preventDefault: true, run: done(options.onFormat) },
      ...closeBracketsKeymap,
      ...defaultKeymap,
      ...historyKeymap,
      ...foldKeymap,
      ...completionKeymap,
      ...lintKeymap,
    ]),
  ];
}

/** Searching comes right after the text is there: nobody waits for it to see the text. */
const searchSoon = ViewPlugin.define((view) => {
  void import("./search.ts").then(({ addSearch }) => addSearch(view));
  return {};
});

/** A command that is always the last one asked. */
function done(command: () => void): () => boolean {
  return () => {
    command();
    return true;
  };
}

function language(options: EditorOptions): Extension[] {
  const complete = async (context: CompletionContext) =>
    otokuCompletion({ words: await wordList(), locale: currentLocale, names: options.names })(context);
  return [
    otoku(complete),
    foldGutter(),
    indentOnInput(),
    bracketMatching(),
    closeBrackets(),
    autocompletion({ icons: false }),
    lintGutter(),
    otokuLinter(options.lint),
    wordHover(),
  ];
}
