import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import classes from "../rule.module.css";
import { type EditorOptions, extensions } from "./extensions.ts";

export interface TextPaneProps extends EditorOptions {
  readonly text: string;
  /** Offset to begin at. */
  readonly begin: number;
  readonly onView: (view: EditorView | null) => void;
  readonly onText: (text: string) => void;
  readonly onCursor: (offset: number) => void;
}

/** The editor. It is made once; whoever wants something of it later, uses its view. */
export function TextPane(props: TextPaneProps) {
  const host = useRef<HTMLDivElement>(null);
  const live = useRef(props);
  live.current = props;
  useEffect(() => {
    if (!host.current) return undefined;
    const now = live.current;
    const begin = Math.min(now.begin, now.text.length);
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: now.text,
        selection: { anchor: begin },
        extensions: [
          extensions({
            ...now,
            names: () => live.current.names(),
            onSave: () => live.current.onSave(),
            onFormat: () => live.current.onFormat(),
          }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) live.current.onText(update.state.doc.toString());
            if (update.selectionSet || update.docChanged)
              live.current.onCursor(update.state.selection.main.head);
          }),
        ],
      }),
    });
    if (begin > 0) view.dispatch({ effects: EditorView.scrollIntoView(begin, { y: "start", yMargin: 40 }) });
    now.onView(view);
    now.onCursor(begin);
    return () => {
      live.current.onView(null);
      view.destroy();
    };
  }, []);
  return <div ref={host} className={classes.text} />;
}
