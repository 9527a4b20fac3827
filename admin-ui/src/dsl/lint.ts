import { type Diagnostic, forEachDiagnostic, linter } from "@codemirror/lint";
import type { Extension, Text } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";

/** Offsets in the file in UTF-16 units, as the server says them. */
export type Utf16Place = { fromUtf16: number; toUtf16: number };

/** A finding of the server about this file. */
export type Finding = {
  code: string;
  severity: "ERROR" | "WARNING";
  message: string;
  label: string;
  help: readonly string[];
  place: Utf16Place;
  fix: { confidence: "SURE" | "MAYBE"; edits: readonly { place: Utf16Place; text: string }[] } | null;
};

/** What the buttons of fixes say; `fix` gets the new text of a single edit, null for several. */
export type FixLabels = { fix: (text: string | null) => string };

/** The findings as the editor shows them; places beyond the end of a text that has changed since are drawn in. */
export function toDiagnostics(doc: Text, findings: readonly Finding[], labels: FixLabels): Diagnostic[] {
  return findings.map((one) => ({
    ...range(doc, one.place),
    severity: one.severity === "ERROR" ? "error" : "warning",
    source: one.code,
    message: [one.message, one.label, ...one.help].filter((text) => text !== "").join("\n"),
    actions: one.fix
      ? [{ name: fixName(one.fix, labels), apply: (view) => applyFix(view, doc, one.fix) }]
      : [],
  }));
}

function range(doc: Text, place: Utf16Place): { from: number; to: number } {
  const from = Math.min(place.fromUtf16, doc.length);
  const to = Math.max(from, Math.min(place.toUtf16, doc.length));
  return { from, to };
}

function fixName(fix: NonNullable<Finding["fix"]>, labels: FixLabels): string {
  const [only, ...more] = fix.edits;
  return labels.fix(only && more.length === 0 && only.text.trim() !== "" ? only.text : null);
}

/** One change, one undo. Nothing happens when the text is not the one that was looked at any more. */
function applyFix(view: EditorView, looked: Text, fix: Finding["fix"]): void {
  if (!fix || view.composing || !view.state.doc.eq(looked)) return;
  const changes = fix.edits.map((edit) => ({ ...range(looked, edit.place), insert: edit.text }));
  view.dispatch({ changes, userEvent: "input.fix", scrollIntoView: true });
}

/** The changes of all fixes that need no question, those that touch another left out; for `fix all`. */
export function sureChanges(
  doc: Text,
  findings: readonly Finding[],
): { from: number; to: number; insert: string }[] {
  const taken: { from: number; to: number; insert: string }[] = [];
  for (const one of findings) {
    if (one.fix?.confidence !== "SURE") continue;
    const changes = one.fix.edits.map((edit) => ({ ...range(doc, edit.place), insert: edit.text }));
    const touches = changes.some((change) =>
      taken.some((other) => change.from === other.from || (change.from < other.to && other.from < change.to)),
    );
    if (!touches) taken.push(...changes);
  }
  return taken;
}

export type CheckText = (text: string, signal: AbortSignal) => Promise<readonly Finding[]>;

export type LintOptions = {
  check: CheckText;
  labels: () => FixLabels;
  /** Told of every answer, for the list of problems under the editor. */
  onFindings?: (findings: readonly Finding[]) => void;
  /** Told when the server could not be asked; what was found before stays. */
  onFailure?: (reason: unknown) => void;
};

const DELAY = 250;

/**
 * Asks the server about the text after a pause in typing. While an input method is composing nothing is drawn: to
 * redraw text then makes it vanish.
 */
export function otokuLinter(options: LintOptions): Extension {
  let asked = new AbortController();
  return linter(
    async (view) => {
      await composed(view);
      asked.abort();
      asked = new AbortController();
      const { signal } = asked;
      const doc = view.state.doc;
      try {
        const findings = await options.check(doc.toString(), signal);
        await composed(view);
        if (signal.aborted) return shown(view);
        options.onFindings?.(findings);
        return toDiagnostics(doc, findings, options.labels());
      } catch (reason) {
        await composed(view);
        if (!signal.aborted) options.onFailure?.(reason);
        return shown(view);
      }
    },
    { delay: DELAY },
  );
}

/** When no input method is composing any more. */
function composed(view: EditorView): Promise<void> {
  if (!view.composing) return Promise.resolve();
  return new Promise((resolve) => {
    view.contentDOM.addEventListener("compositionend", () => resolve(composed(view)), { once: true });
  });
}

/** What is shown now, at the places it has moved to. */
function shown(view: EditorView): Diagnostic[] {
  const found: Diagnostic[] = [];
  forEachDiagnostic(view.state, (one, from, to) => found.push({ ...one, from, to }));
  return found;
}
