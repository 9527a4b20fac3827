import { TextInput, type TextInputProps } from "@mantine/core";
import { useState } from "react";
import { formatCount } from "../../i18n/format.ts";
import { readWhole } from "../../i18n/normalise.ts";
import { texts, useTexts } from "../../i18n/texts.ts";

const numberTexts = texts({
  ja: {
    whole: "整数を入力してください。",
    atLeast: (least: number) => `${formatCount(least)} 以上で入力してください。`,
    atMost: (most: number) => `${formatCount(most)} 以下で入力してください。`,
  },
  en: {
    whole: "Enter a whole number.",
    atLeast: (least) => `Enter ${formatCount(least)} or more.`,
    atMost: (most) => `Enter ${formatCount(most)} or less.`,
  },
});

type Rest = Omit<TextInputProps, "value" | "onChange" | "min" | "max" | "error">;

/** A whole number. Full-width digits, commas and spaces are understood; `onChange` gets null while it is none. */
export function NumberField({
  value,
  onChange,
  least,
  most,
  unit,
  ...rest
}: Rest & {
  value: number | null;
  onChange: (value: number | null) => void;
  least?: number;
  most?: number;
  /** 円, 日, %: shown behind the field. */
  unit?: string;
}) {
  const text = useTexts(numberTexts);
  const [typed, setTyped] = useState(value === null ? "" : String(value));
  const [left, setLeft] = useState(false);
  const read = readWhole(typed);
  const shown = read === value ? typed : value === null ? typed : String(value);
  return (
    <TextInput
      inputMode="numeric"
      autoComplete="off"
      w={160}
      {...rest}
      rightSection={unit}
      value={shown}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(within(readWhole(event.currentTarget.value), least, most));
      }}
      onBlur={(event) => {
        setLeft(true);
        if (read !== null) setTyped(String(read));
        rest.onBlur?.(event);
      }}
      error={left && complaint(typed, read, { least, most }, text)}
    />
  );
}

function within(value: number | null, least = Number.NEGATIVE_INFINITY, most = Number.POSITIVE_INFINITY) {
  return value !== null && value >= least && value <= most ? value : null;
}

function complaint(
  typed: string,
  read: number | null,
  { least, most }: { least?: number; most?: number },
  text: { whole: string; atLeast: (n: number) => string; atMost: (n: number) => string },
): string | undefined {
  if (typed === "") return undefined;
  if (read === null) return text.whole;
  if (least !== undefined && read < least) return text.atLeast(least);
  return most !== undefined && read > most ? text.atMost(most) : undefined;
}
