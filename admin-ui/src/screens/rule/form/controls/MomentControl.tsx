import { TextInput } from "@mantine/core";
import { useTexts } from "../../../../i18n/texts.ts";
import { formTexts } from "../../texts.ts";
import classes from "../form.module.css";
import type { ControlProps } from "./PartControl.tsx";
import { useTyped } from "./useTyped.ts";

/** A day of the shop and, if somebody wants, a time of day. */
export function MomentControl({ part, title, readOnly, onValue }: ControlProps) {
  const text = useTexts(formTexts);
  const [day = "", time = ""] = (part.value.texts[0] ?? "").split(" ");
  const hand = (nextDay: string, nextTime: string) => {
    if (nextDay) onValue({ ...part.value, texts: [`${nextDay} ${nextTime}`.trim()] });
  };
  const days = useTyped(day, (next) => hand(next, time));
  const times = useTyped(time, (next) => hand(day, next));
  return (
    <span className={classes.together}>
      <TextInput {...days} type="date" aria-label={`${title}: ${text.date}`} readOnly={readOnly} />
      <TextInput {...times} type="time" aria-label={`${title}: ${text.time}`} readOnly={readOnly} />
    </span>
  );
}
