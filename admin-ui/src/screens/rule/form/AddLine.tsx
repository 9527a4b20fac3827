import { Select } from "@mantine/core";
import { useTexts } from "../../../i18n/texts.ts";
import { Icon } from "../../../parts/Icon.tsx";
import { formTexts } from "../texts.ts";
import type { FormBlock } from "./FormPane.tsx";
import classes from "./form.module.css";

/** What may still be said, by name; the ones that must be said first. */
export function AddLine(props: {
  addable: FormBlock["addable"];
  /** The line whose braces are added to. */
  within?: string;
  refused: string | null;
  onAdd: (label: string) => void;
}) {
  const text = useTexts(formTexts);
  if (props.addable.length === 0) return null;
  const order = [...props.addable].sort((one, other) => Number(other.required) - Number(one.required));
  const name = props.within ? `${text.add}: ${props.within}` : text.add;
  return (
    <Select
      className={classes.add}
      aria-label={name}
      placeholder={name}
      leftSection={<Icon name="plus" size={15} />}
      searchable
      value={null}
      data={order.map(({ label, title, required }) => ({
        value: label,
        label: required ? `${title} (${label}) · ${text.required}` : `${title} (${label})`,
      }))}
      onChange={(label) => label && props.onAdd(label)}
      error={props.refused}
    />
  );
}
