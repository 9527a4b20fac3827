import { Component, type ReactNode } from "react";
import { currentLocale } from "../i18n/locale.ts";
import { Note } from "../parts/states/Note.tsx";
import { stateTexts } from "../parts/states/texts.ts";
import classes from "./shell.module.css";

/** Catches what the frame itself throws; screens have a catch of their own in the router. */
export class LastResort extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    if (!error) return this.props.children;
    const text = stateTexts[currentLocale()];
    return (
      <main className={classes.alone}>
        <Note
          icon="alert"
          order={1}
          role="alert"
          title={text.broken}
          actions={<a href="/admin/">{text.reload}</a>}
        >
          {error.message}
        </Note>
      </main>
    );
  }
}
