import { Autocomplete, NativeSelect, TagsInput, TextInput } from "@mantine/core";
import { useTexts } from "../../../../i18n/texts.ts";
import type { ShopNames } from "../../names.ts";
import type { FormValueInput } from "../../queries.graphql.ts";
import { formTexts } from "../../texts.ts";
import type { FormLine } from "../FormPane.tsx";
import classes from "../form.module.css";
import { MomentControl } from "./MomentControl.tsx";
import { optionName, ProductsControl, TriggerControl } from "./ProductsControl.tsx";
import { useTyped } from "./useTyped.ts";

type Part = FormLine["parts"][number];

export interface ControlProps {
  readonly part: Part;
  /** Name of the row, the first half of every control's name. */
  readonly title: string;
  /** How the line begins. */
  readonly label: string;
  /** All parts of the line: a plan is one of the product's that stands before it. */
  readonly beside: readonly Part[];
  readonly plain: boolean;
  readonly names: ShopNames;
  readonly readOnly: boolean;
  readonly onValue: (value: FormValueInput) => void;
}

/** The control of a part. Wording that cannot be another is shown as it is written. */
export function PartControl(props: ControlProps) {
  switch (props.part.type) {
    case "CHOICE":
      return props.part.choices.length <= 1 ? (
        <code className={classes.wording}>{props.part.text}</code>
      ) : (
        <ChoiceControl {...props} what="choice" />
      );
    case "FACT":
      return <ChoiceControl {...props} what="fact" />;
    case "COMPARISON":
      return <ChoiceControl {...props} what="comparison" />;
    case "TEXT":
      return <TextControl {...props} />;
    case "NAMES":
      return <NamesControl {...props} />;
    case "DURATION":
      return <DurationControl {...props} />;
    case "TIME":
      return <TimeControl {...props} />;
    case "MOMENT":
      return <MomentControl {...props} />;
    case "PRODUCTS":
      return <ProductsControl {...props} />;
    case "TRIGGER":
      return <TriggerControl {...props} />;
    default:
      return <NumberControl {...props} />;
  }
}

function ChoiceControl({
  part,
  title,
  plain,
  readOnly,
  onValue,
  what,
}: ControlProps & { what: "choice" | "fact" | "comparison" }) {
  const text = useTexts(formTexts);
  const known = part.choices.some(({ value }) => value === part.value.choice);
  return (
    <NativeSelect
      aria-label={`${title}: ${text[what]}`}
      disabled={readOnly}
      value={part.value.choice}
      onChange={(event) => onValue({ ...part.value, choice: event.currentTarget.value })}
      data={[
        ...(known ? [] : [{ value: part.value.choice, label: part.text }]),
        ...part.choices.map(({ value, label }) => ({ value, label: plain ? value : label })),
      ]}
    />
  );
}

function NumberControl({ part, title, readOnly, onValue }: ControlProps) {
  const text = useTexts(formTexts);
  const typed = useTyped(part.value.number, (number) => onValue({ ...part.value, number }));
  const unit = part.type === "MONEY" ? part.value.unit : part.type === "PERCENT" ? "%" : undefined;
  return (
    <TextInput
      {...typed}
      aria-label={`${title}: ${text.number}`}
      inputMode="decimal"
      autoComplete="off"
      readOnly={readOnly}
      className={classes.number}
      rightSection={unit && <span className={classes.unit}>{unit}</span>}
    />
  );
}

function DurationControl(props: ControlProps) {
  const text = useTexts(formTexts);
  const { part, title, readOnly, onValue } = props;
  return (
    <span className={classes.together}>
      <NumberControl {...props} />
      <NativeSelect
        aria-label={`${title}: ${text.unit}`}
        disabled={readOnly}
        value={part.value.unit}
        onChange={(event) => onValue({ ...part.value, unit: event.currentTarget.value })}
        data={part.choices.map(({ value, label }) => ({ value, label }))}
      />
    </span>
  );
}

const SUGGESTED: Readonly<Record<string, keyof ShopNames>> = {
  show: "products",
  budget: "budgets",
  send: "templates",
  audience: "audiences",
  experiment: "experiments",
};

function TextControl({ part, title, label, names, readOnly, onValue }: ControlProps) {
  const text = useTexts(formTexts);
  const typed = useTyped(part.value.texts[0] ?? "", (one) => onValue({ ...part.value, texts: [one] }));
  const name = `${title}: ${text.text}`;
  const area = SUGGESTED[label];
  const offered = area ? (names[area] ?? []) : [];
  if (offered.length === 0) {
    return <TextInput {...typed} aria-label={name} readOnly={readOnly} className={classes.wide} />;
  }
  return (
    <Autocomplete
      {...typed}
      aria-label={name}
      readOnly={readOnly}
      className={classes.wide}
      data={offered.map((one) => one.name)}
      renderOption={({ option }) => optionName(offered, option.value)}
      // What is chosen stands in the field: all of the shop's are offered until something else is typed.
      filter={({ options, search }) =>
        options.filter(
          (one) =>
            search === part.value.texts[0] ||
            ("value" in one && optionName(offered, one.value).toLowerCase().includes(search.toLowerCase())),
        )
      }
      onChange={(next) => typed.onChange({ currentTarget: { value: next } })}
      onOptionSubmit={(one) => onValue({ ...part.value, texts: [one] })}
    />
  );
}

function NamesControl({ part, title, label, beside, names, readOnly, onValue }: ControlProps) {
  const text = useTexts(formTexts);
  const product = beside.find(({ type }) => type === "TEXT")?.value.texts[0];
  const plans = label === "show" ? names.products.find(({ name }) => name === product)?.plans : undefined;
  return (
    <TagsInput
      aria-label={`${title}: ${plans ? text.plans : text.names}`}
      data={[...(plans ?? [])]}
      className={classes.wide}
      readOnly={readOnly}
      splitChars={[",", "、"]}
      value={[...part.value.texts]}
      onChange={(texts) => texts.length > 0 && onValue({ ...part.value, texts })}
    />
  );
}

function TimeControl({ part, title, readOnly, onValue }: ControlProps) {
  const text = useTexts(formTexts);
  const typed = useTyped(
    part.value.texts[0] ?? "",
    (time) => time && onValue({ ...part.value, texts: [time] }),
  );
  return <TextInput {...typed} type="time" aria-label={`${title}: ${text.time}`} readOnly={readOnly} />;
}
