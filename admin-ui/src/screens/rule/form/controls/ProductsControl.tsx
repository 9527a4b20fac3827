import { Checkbox, NativeSelect, TagsInput } from "@mantine/core";
import { useEffect, useState } from "react";
import type { Named } from "../../../../dsl/completion.ts";
import { useTexts } from "../../../../i18n/texts.ts";
import type { ShopNames } from "../../names.ts";
import { formTexts } from "../../texts.ts";
import classes from "../form.module.css";
import type { ControlProps } from "./PartControl.tsx";

const AREAS: Readonly<Record<string, "products" | "categories" | "tags">> = {
  any: "products",
  product: "products",
  category: "categories",
  tag: "tags",
};

/** Which products: all with exceptions, or by number, category or tag. */
export function ProductsControl(props: ControlProps) {
  return <Picked {...props} ways={["any", "product", "category", "tag"]} />;
}

/** What starts the rule, and which products it is about, if any. */
export function TriggerControl(props: ControlProps) {
  const text = useTexts(formTexts);
  const { part, title, readOnly, onValue } = props;
  const known = part.choices.some(({ value }) => value === part.value.choice);
  return (
    <span className={classes.together}>
      <NativeSelect
        aria-label={`${title}: ${text.occasion}`}
        disabled={readOnly}
        value={part.value.choice}
        onChange={(event) => onValue({ ...part.value, choice: event.currentTarget.value })}
        data={[...(known ? [] : [{ value: part.value.choice, label: part.text }]), ...part.choices]}
      />
      {part.value.by !== "" && (
        <Picked {...props} ways={["any", "product", "category", "tag"]} exceptions={false} />
      )}
    </span>
  );
}

function Picked({
  part,
  title,
  names,
  readOnly,
  onValue,
  ways,
  exceptions = true,
}: ControlProps & { ways: readonly ("any" | "product" | "category" | "tag")[]; exceptions?: boolean }) {
  const text = useTexts(formTexts);
  // Another way of picking has no names yet: it is handed over with the first one.
  const [way, setWay] = useState(part.value.by);
  useEffect(() => setWay(part.value.by), [part.value.by]);
  const texts = way === part.value.by ? [...part.value.texts] : [];
  const hand = (by: string, next: string[]) => onValue({ ...part.value, by, texts: next });
  const choose = (by: string) => {
    setWay(by);
    if (by === "any") hand(by, []);
  };
  const wanted = way === "any" ? exceptions && text.except : text.skus;
  return (
    <span className={classes.together}>
      <NativeSelect
        aria-label={`${title}: ${text.by}`}
        disabled={readOnly}
        value={way}
        onChange={(event) => choose(event.currentTarget.value)}
        data={ways.map((each) => ({ value: each, label: text[each] }))}
      />
      {wanted && (
        <TagsInput
          aria-label={`${title}: ${wanted}`}
          placeholder={texts.length === 0 ? wanted : undefined}
          className={classes.wide}
          readOnly={readOnly}
          value={texts}
          data={offered(names, way)}
          renderOption={({ option }) => optionName(area(names, way), option.value)}
          onChange={(next) => (next.length > 0 || way === "any") && hand(way, next)}
        />
      )}
      {texts.length > 1 && way !== "any" && (
        <Checkbox
          label={text.allOf}
          disabled={readOnly}
          checked={part.value.allOf}
          onChange={(event) => onValue({ ...part.value, allOf: event.currentTarget.checked })}
        />
      )}
    </span>
  );
}

function area(names: ShopNames, way: string): readonly Named[] {
  return names[AREAS[way] ?? "products"];
}

function offered(names: ShopNames, way: string): string[] {
  return area(names, way).map(({ name }) => name);
}

/** A name with what people call it. */
export function optionName(among: readonly Named[], value: string): string {
  const title = among.find(({ name }) => name === value)?.title;
  return title ? `${value} ${title}` : value;
}
