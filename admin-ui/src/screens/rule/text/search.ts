import { highlightSelectionMatches, searchKeymap } from "@codemirror/search";
import { type Extension, StateEffect } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";

/** Finding and replacing, and marks on what is the same as the selection. */
const SEARCH: Extension = [highlightSelectionMatches(), keymap.of(searchKeymap)];

/** Gives an editor what it was opened without. */
export function addSearch(view: EditorView): void {
  view.dispatch({ effects: StateEffect.appendConfig.of(SEARCH) });
}
