import { EditorView } from "@codemirror/view";

/** The editor in the app's colours; squiggles are drawn by text decoration, so that they scale with the text. */
export const editorTheme = EditorView.theme({
  "&": { height: "100%", fontSize: "14px", backgroundColor: "var(--otoku-surface)" },
  "&.cm-focused": { outline: "none" }, // the pane around it shows the focus, gutters included
  ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: "1.7" },
  ".cm-gutters": {
    backgroundColor: "#fafbfc",
    color: "#5c636a",
    borderRight: "1px solid var(--otoku-line)",
  },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "#eef2fb80" },
  ".cm-otoku-marked": { backgroundColor: "#fff3c4" },
  ".cm-completionDetail": { fontStyle: "normal", color: "#575e6b" },
  ".cm-tooltip": { borderRadius: "7px", borderColor: "var(--otoku-line)", maxWidth: "34rem" },
  ".cm-tooltip-hover": { padding: "6px 10px" },
  ".cm-diagnostic": { whiteSpace: "pre-wrap" },
  ".cm-diagnosticAction": { backgroundColor: "var(--mantine-color-ai-7)", minHeight: "24px" },
  ".cm-lintRange-error": {
    textDecoration: "underline wavy #c92a2a",
    textUnderlineOffset: "4px",
    backgroundImage: "none",
  },
  ".cm-lintRange-warning": {
    textDecoration: "underline wavy #b35c00",
    textUnderlineOffset: "4px",
    backgroundImage: "none",
  },
});
