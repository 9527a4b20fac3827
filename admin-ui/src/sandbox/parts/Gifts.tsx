import { useTexts } from "../../i18n/texts.ts";
import { useShop } from "../shop.tsx";
import { shopTexts } from "../texts.ts";
import { useMoney } from "./Breakdown.tsx";

/** Presents: lines that are in the quote and not in the cart. */
export function Gifts({ lines }: { lines: { sku: string; quantity: number; gift: boolean }[] }) {
  const t = useTexts(shopTexts);
  const money = useMoney();
  const { shop } = useShop();
  const gifts = lines.filter((line) => line.gift);
  if (gifts.length === 0) return null;
  return (
    <ul className="gifts" aria-label={t.gifts}>
      {gifts.map(({ sku, quantity }) => (
        <li key={sku}>
          <span className="tag">{t.gift}</span>{" "}
          {shop.products.find((product) => product.sku === sku)?.name ?? sku} × {quantity}
          <span className="price">{money(0)}</span>
        </li>
      ))}
    </ul>
  );
}
