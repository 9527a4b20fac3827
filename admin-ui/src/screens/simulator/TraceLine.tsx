import { Button } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import { EditorLink } from "./EditorLink.tsx";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";
import type { PlayedLine } from "./usePlayed.ts";

const MARKS = {
  TRUE: ["✓", "true"],
  FALSE: ["✕", "false"],
  NOT_REACHED: ["‒", "notReached"],
  UNKNOWN: ["?", "unknown"],
} as const;

/** A line of a rule: a mark and a word for what became of it, what it asks for, and what the case has. */
export function TraceLine({ line, onFillIn }: { line: PlayedLine; onFillIn?: () => void }) {
  const text = useTexts(simulatorTexts);
  const [mark, word] = MARKS[line.truth];
  return (
    <li className={classes.line} data-truth={line.truth}>
      <span className={classes.mark}>
        <span aria-hidden="true">{mark}</span> {text[word]}
      </span>
      <span className={classes.asked}>
        <code>{`${line.label} ${line.expected}`.trim()}</code>
        {line.truth !== "UNKNOWN" && line.found && (
          <span>
            {text.actual} <b>{line.found}</b>
          </span>
        )}
        {line.truth === "NOT_REACHED" && <span className={classes.aside}>{text.alreadyDecided}</span>}
        {line.truth === "UNKNOWN" && (
          <span>
            {text.unknownFact(line.missing)}{" "}
            {onFillIn && line.missing.startsWith("customer.") && (
              <Button size="compact-xs" variant="default" onClick={onFillIn}>
                {text.fillIn}
              </Button>
            )}
          </span>
        )}
      </span>
      <EditorLink file={line.file} line={line.line}>
        {text.lineOf(line.line)}
      </EditorLink>
    </li>
  );
}
