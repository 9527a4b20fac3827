import { TextInput } from "@mantine/core";
import { normalised } from "../../../i18n/normalise.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { useTyped } from "../../rule/form/controls/useTyped.ts";
import { wizardTexts } from "./texts.ts";

/** The rule's name. One that another rule has is not taken. */
export function NameField(props: {
  value: string;
  taken: readonly string[];
  refused: string | null;
  onName: (name: string) => void;
}) {
  const text = useTexts(wizardTexts);
  const typed = useTyped(props.value, (name) => {
    const plain = normalised(name);
    if (plain && !props.taken.includes(plain)) props.onName(plain);
  });
  const taken = props.taken.includes(normalised(typed.value));
  return (
    <TextInput
      {...typed}
      label={text.name}
      description={text.nameHint}
      error={taken ? text.nameTaken : props.refused}
      mb="sm"
    />
  );
}
