import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../../api/query.ts";
import { formatInstant, formatMoney } from "../../../i18n/format.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { useRight, useShop } from "../../../shell/shop.tsx";
import { TemplateCasesDocument } from "./queries.graphql.ts";
import { templateTexts } from "./texts.ts";

/** What a template is filled with: one of the two, or neither, which means examples. */
export interface Case {
  orderId: string | null;
  cartId: string | null;
}

export const EXAMPLES: Case = { orderId: null, cartId: null };

/** Categories of messages about something that was left. */
const OF_CARTS = new Set(["abandonment", "remarketing"]);

/** Examples, or one of the newest orders or carts of the shop; for who may see addresses. */
export function Cases(props: { category: string; value: Case; onChange: (chosen: Case) => void }) {
  const text = useTexts(templateTexts);
  const pii = useRight("pii");
  const { timeZone } = useShop();
  const query = useQuery({ ...ask(TemplateCasesDocument, {}), enabled: pii });
  if (!query.data) return null;
  const ofCarts = OF_CARTS.has(props.category);
  const found = ofCarts
    ? query.data.carts.edges.map(({ node }) => ({
        value: node.id,
        label: text.caseCart(
          node.abandonedAt ? formatInstant(node.abandonedAt, timeZone) : "",
          node.abandonedAmount ? formatMoney(node.abandonedAmount) : "",
        ),
      }))
    : query.data.orders.edges.map(({ node }) => ({
        value: node.externalId,
        label: text.caseOrder(node.externalId, formatMoney(node.quote.total)),
      }));
  return (
    <NativeSelect
      label={text.cases}
      data={[{ value: "", label: text.caseExamples }, ...found]}
      value={(ofCarts ? props.value.cartId : props.value.orderId) ?? ""}
      onChange={({ currentTarget: { value } }) =>
        props.onChange(
          ofCarts ? { orderId: null, cartId: value || null } : { orderId: value || null, cartId: null },
        )
      }
    />
  );
}
