import { TextInput } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import { cardActionTexts } from "./texts.ts";

/** Money in major units of a currency as text, to be read by `readMoney`. */
export function AmountField(props: {
  currency: string;
  value: string;
  onChange: (typed: string) => void;
  /** Something was tried with what is no amount. */
  bad: boolean;
}) {
  const text = useTexts(cardActionTexts);
  return (
    <TextInput
      label={`${text.amount} (${props.currency})`}
      inputMode="decimal"
      autoComplete="off"
      value={props.value}
      onChange={(event) => props.onChange(event.currentTarget.value)}
      error={props.bad && text.amountBad}
    />
  );
}
