import { Link } from "@tanstack/react-router";
import { useTexts } from "../../i18n/texts.ts";
import classes from "./releases.module.css";
import { releasesTexts } from "./texts.ts";

interface Found {
  readonly code: string;
  readonly message: string;
  readonly place: { readonly file: string; readonly line: number };
}

/** Findings with the way to their lines. */
export function Findings({ of }: { of: readonly Found[] }) {
  return (
    <ul className={classes.plainList}>
      {of.map((found) => (
        <li key={`${found.code} ${found.place.file} ${found.place.line} ${found.message}`}>
          <LineLink file={found.place.file} line={found.place.line} /> {found.code} {found.message}
        </li>
      ))}
    </ul>
  );
}

/** To a line of a rule file. */
export function LineLink({ file, line }: { file: string; line: number }) {
  const text = useTexts(releasesTexts);
  return (
    <Link to="/rules/$file" params={{ file }} search={{ line }} className={classes.link}>
      {text.toLine(file, line)}
    </Link>
  );
}
