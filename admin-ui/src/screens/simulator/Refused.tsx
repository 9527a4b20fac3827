import { Button } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import { Note } from "../../parts/states/Note.tsx";
import type { RulesChoice } from "./case.ts";
import { EditorLink } from "./EditorLink.tsx";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";
import type { Outcome } from "./usePlayed.ts";

/** Why nothing was played: the draft has errors, or the case makes no sense. */
export function Refused(props: { outcome: Outcome; rules: RulesChoice; onPlayLive: () => void }) {
  const text = useTexts(simulatorTexts);
  const { diagnostics, errors } = props.outcome;
  const errorsOfRules = diagnostics.filter(({ severity }) => severity === "ERROR");
  if (errors.some(({ code }) => code === "RULES_REFUSED")) {
    return (
      <Note
        icon="alert"
        role="alert"
        title={text.errors}
        actions={<Button onClick={props.onPlayLive}>{text.playLive}</Button>}
      >
        <ul className={classes.problems}>
          {errorsOfRules.map(({ code, message, place }) => (
            <li key={`${code}-${place.file}-${place.line}`}>
              <EditorLink file={place.file} line={place.line}>
                {`${place.file}:${place.line}`}
              </EditorLink>{" "}
              {message}
            </li>
          ))}
        </ul>
      </Note>
    );
  }
  return (
    <Note icon="alert" role="alert" title={text.refusedCase}>
      {errors.map(({ message }) => (
        <div key={message}>{message}</div>
      ))}
    </Note>
  );
}
