import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/texts.ts";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";

/** To a line of a rule file in the editor. */
export function EditorLink(props: { file: string; line: number; rule?: string; children: ReactNode }) {
  const text = useTexts(simulatorTexts);
  return (
    <Link
      className={classes.place}
      to="/rules/$file"
      params={{ file: props.file }}
      search={{ rule: props.rule, line: props.line }}
      title={text.ruleAt(props.file, props.line)}
    >
      {props.children}
    </Link>
  );
}
