import type { CompletionSource } from "@codemirror/autocomplete";
import {
  continuedIndent,
  delimitedIndent,
  foldInside,
  foldNodeProp,
  HighlightStyle,
  indentNodeProp,
  LanguageSupport,
  LRLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { styleTags, tags as t } from "@lezer/highlight";
import { parser } from "./otoku.parser.ts";

/** Rule files: shape only. Whether a line means something is the server's to say. */
export const otokuLanguage = LRLanguage.define({
  name: "otoku",
  parser: parser.configure({
    props: [
      indentNodeProp.add({
        Body: delimitedIndent({ closing: "}", align: false }),
        Group: delimitedIndent({ closing: ")", align: false }),
        Line: continuedIndent(),
      }),
      foldNodeProp.add({ Body: foldInside }),
      styleTags({
        "Block/Label/Kind": t.definitionKeyword,
        "Label/...": t.keyword,
        "Block/Text": t.className,
        Kind: t.atom,
        Keyword: t.atom,
        Join: t.logicOperator,
        Not: t.logicOperator,
        Truth: t.bool,
        Unit: t.unit,
        Currency: t.unit,
        Word: t.invalid,
        Field: t.propertyName,
        Text: t.string,
        UnclosedText: t.string,
        "Money Percent Number": t.number,
        "Date Time": t.literal,
        Comment: t.lineComment,
        "{ }": t.brace,
        "( )": t.paren,
      }),
    ],
  }),
  languageData: {
    commentTokens: { line: "#" },
    closeBrackets: { brackets: ["{", "(", '"'] },
    indentOnInput: /^\s*[}｝)）]$/,
  },
});

/** Colours with a contrast of at least 4.5:1 on white (WCAG 1.4.3). */
export const lightHighlight = HighlightStyle.define(
  [
    { tag: t.definitionKeyword, color: "#6b21a8", fontWeight: "600" },
    { tag: t.className, color: "#6b21a8" },
    { tag: t.keyword, color: "#1d4ed8" },
    { tag: t.atom, color: "#334155" },
    { tag: t.unit, color: "#334155" },
    { tag: t.logicOperator, color: "#1d4ed8" },
    { tag: t.bool, color: "#9a3412" },
    { tag: t.propertyName, color: "#0f766e" },
    { tag: t.string, color: "#166534" },
    { tag: t.number, color: "#9a3412" },
    { tag: t.literal, color: "#9a3412" },
    { tag: t.lineComment, color: "#57606a" },
    { tag: t.invalid, textDecoration: "underline dotted #c92a2a" },
  ],
  { themeType: "light" },
);

/** The same on dark ground. */
export const darkHighlight = HighlightStyle.define(
  [
    { tag: t.definitionKeyword, color: "#d0a8ff", fontWeight: "600" },
    { tag: t.className, color: "#d0a8ff" },
    { tag: t.keyword, color: "#8ab4ff" },
    { tag: t.atom, color: "#c9d1d9" },
    { tag: t.unit, color: "#c9d1d9" },
    { tag: t.logicOperator, color: "#8ab4ff" },
    { tag: t.bool, color: "#ffb07c" },
    { tag: t.propertyName, color: "#6fd6c9" },
    { tag: t.string, color: "#8ddb8c" },
    { tag: t.number, color: "#ffb07c" },
    { tag: t.literal, color: "#ffb07c" },
    { tag: t.lineComment, color: "#9aa4af" },
    { tag: t.invalid, textDecoration: "underline dotted #ff8787" },
  ],
  { themeType: "dark" },
);

/** Everything an editor of rule files needs; `complete` comes from `completion.ts`. */
export function otoku(complete: CompletionSource): LanguageSupport {
  return new LanguageSupport(otokuLanguage, [
    otokuLanguage.data.of({ autocomplete: complete }),
    syntaxHighlighting(lightHighlight),
    syntaxHighlighting(darkHighlight),
  ]);
}
