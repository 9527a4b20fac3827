import { ActionIcon, Select } from "@mantine/core";
import { useState } from "react";
import { folded } from "../../i18n/normalise.ts";
import { useTexts } from "../../i18n/texts.ts";
import { NumberField } from "../../parts/fields/NumberField.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { type Line, MOST_PIECES } from "./case.ts";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";
import { useProducts } from "./useProducts.ts";

const MOST_FOUND = 40;

/** The lines of the cart, and a field that finds products by number or name. */
export function CartLines({
  lines,
  onChange,
}: {
  lines: readonly Line[];
  onChange: (lines: Line[]) => void;
}) {
  const text = useTexts(simulatorTexts);
  const { names } = useProducts();
  const set = (sku: string, quantity: number | null) =>
    onChange(lines.map((line) => (line.sku === sku ? { sku, quantity: quantity ?? 1 } : line)));
  return (
    <fieldset className={classes.cart}>
      <legend>{text.products}</legend>
      {lines.length > 0 && (
        <ul>
          {lines.map(({ sku, quantity }) => (
            <li key={sku}>
              <span className={classes.product}>
                <span>{names.get(sku) ?? sku}</span>
                <span>{sku}</span>
              </span>
              <NumberField
                aria-label={text.piecesOf(names.get(sku) ?? sku)}
                w={64}
                value={quantity}
                least={1}
                most={MOST_PIECES}
                onChange={(next) => set(sku, next)}
              />
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={text.removeOne(names.get(sku) ?? sku)}
                onClick={() => onChange(lines.filter((line) => line.sku !== sku))}
              >
                <Icon name="x" size={16} />
              </ActionIcon>
            </li>
          ))}
        </ul>
      )}
      <ProductSearch
        taken={new Set(lines.map(({ sku }) => sku))}
        onAdd={(sku) => onChange([...lines, { sku, quantity: 1 }])}
      />
    </fieldset>
  );
}

function ProductSearch({ taken, onAdd }: { taken: ReadonlySet<string>; onAdd: (sku: string) => void }) {
  const text = useTexts(simulatorTexts);
  const { products } = useProducts();
  const [typed, setTyped] = useState("");
  const wanted = folded(typed);
  const found = products.filter(
    ({ sku, name }) => !taken.has(sku) && folded(`${sku} ${name}`).includes(wanted),
  );
  return (
    <Select
      searchable
      aria-label={text.addProduct}
      placeholder={text.addProductHint}
      leftSection={<Icon name="plus" size={15} />}
      rightSection={<Icon name="chevronDown" size={15} />}
      nothingFoundMessage={text.noProduct}
      data={found.slice(0, MOST_FOUND).map(({ sku, name }) => ({ value: sku, label: `${name}（${sku}）` }))}
      filter={({ options }) => options} // found above, without regard to width and kind of kana
      searchValue={typed}
      onSearchChange={setTyped}
      value={null}
      onChange={(sku) => {
        if (sku) onAdd(sku);
        setTyped("");
      }}
    />
  );
}
