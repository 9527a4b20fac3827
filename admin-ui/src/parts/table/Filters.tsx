import { NativeSelect, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { normalised } from "../../i18n/normalise.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../Icon.tsx";
import classes from "./table.module.css";
import { tableTexts } from "./texts.ts";

const PAUSE_MS = 250;

/** A search field. It waits for a pause, and never searches while a Japanese word is still being converted. */
export function TextFilter(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const [typed, setTyped] = useState(props.value ?? "");
  const composing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const { onChange, value } = props;
  useEffect(() => setTyped(value ?? ""), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (text: string) => {
    clearTimeout(timer.current);
    if (!composing.current)
      timer.current = setTimeout(() => onChange(normalised(text) || undefined), PAUSE_MS);
  };
  return (
    <TextInput
      type="search"
      className={classes.wide}
      aria-label={props.label}
      placeholder={props.label}
      leftSection={<Icon name="search" size={15} />}
      value={typed}
      onCompositionStart={() => {
        composing.current = true;
      }}
      onCompositionEnd={(event) => {
        composing.current = false;
        later(event.currentTarget.value);
      }}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        later(event.currentTarget.value);
      }}
    />
  );
}

/** One of a few values, or all. */
export function ChoiceFilter<Value extends string>(props: {
  label: string;
  value: Value | undefined;
  options: readonly { value: Value; label: string }[];
  onChange: (value: Value | undefined) => void;
}) {
  const text = useTexts(tableTexts);
  return (
    <NativeSelect
      aria-label={props.label}
      w={170}
      data={[{ value: "", label: `${props.label}: ${text.all}` }, ...props.options]}
      value={props.value ?? ""}
      onChange={(event) => props.onChange((event.currentTarget.value || undefined) as Value | undefined)}
    />
  );
}
