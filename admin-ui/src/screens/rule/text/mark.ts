import { StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

/** Marks the lines of a range, because somebody is at their row in the form; null takes the mark away. */
export const setMark = StateEffect.define<{ from: number; to: number } | null>();

const line = Decoration.line({ class: "cm-otoku-marked" });

export const markField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(setMark)) continue;
      if (effect.value === null) {
        next = Decoration.none;
        continue;
      }
      const doc = transaction.state.doc;
      const first = doc.lineAt(Math.min(effect.value.from, doc.length)).number;
      const last = doc.lineAt(Math.min(effect.value.to, doc.length)).number;
      const starts = Array.from({ length: last - first + 1 }, (_, row) => doc.line(first + row).from);
      next = Decoration.set(starts.map((from) => line.range(from)));
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});
