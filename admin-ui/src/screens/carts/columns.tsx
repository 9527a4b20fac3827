import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import { Amount, Instant } from "../../parts/show/values.tsx";
import type { Column } from "../../parts/table/column.ts";
import { useRight } from "../../shell/shop.tsx";
import classes from "./carts.module.css";
import type { CartRowFragment } from "./queries.graphql.ts";
import { cartTexts } from "./texts.ts";

type Cart = CartRowFragment;

const TONES: Readonly<Record<Cart["state"], Tone>> = {
  OPEN: "info",
  ABANDONED: "warn",
  REMINDED: "info",
  RECOVERED: "good",
  PURCHASED: "good",
  EXPIRED: "plain",
};

/** The columns of S3.24-27 and S3.33-34, as the server words them, and what helps to understand a cart. */
export function useCartColumns(onOpen: (id: string) => void): readonly Column<Cart>[] {
  const text = useTexts(cartTexts);
  const pii = useRight("pii");
  return useMemo(() => {
    const buyer: Column<Cart> = {
      id: "buyer",
      header: text.buyer,
      value: (cart) => cart.buyer?.email ?? "",
      cell: (cart) => cart.buyer?.email ?? "–",
    };
    const instant = (id: "remindedAt" | "clickedAt"): Column<Cart> => ({
      id,
      header: text[id],
      optional: true,
      value: (cart) => cart[id] ?? "",
      cell: (cart) => <Instant at={cart[id]} />,
    });
    return [
      {
        id: "mark",
        header: text.mark,
        value: (cart) => cart.abandonedMark,
        cell: (cart) => cart.abandonedMark,
      },
      { id: "day", header: text.day, value: (cart) => cart.abandonedOn, cell: (cart) => cart.abandonedOn },
      {
        id: "amount",
        header: text.amount,
        numeric: true,
        value: (cart) => cart.abandonedAmount?.amount ?? "",
        cell: (cart) => cart.abandonedAmount && <Amount of={cart.abandonedAmount} />,
      },
      {
        id: "recovered",
        header: text.recoveredColumn,
        value: (cart) => cart.recoveredMark,
        cell: (cart) => cart.recoveredMark,
      },
      {
        id: "state",
        header: text.state,
        value: (cart) => text[cart.state],
        cell: (cart) => (
          <>
            <StateBadge tone={TONES[cart.state]}>{text[cart.state]}</StateBadge>
            {cart.test && <StateBadge tone="info">{text.test}</StateBadge>}
          </>
        ),
      },
      ...(pii ? [buyer] : []),
      {
        id: "member",
        header: text.member,
        optional: true,
        value: ({ member }) => (member ? text.member : text.guest),
        cell: ({ member }) => (member ? text.member : text.guest),
      },
      {
        id: "products",
        header: text.products,
        rowHeader: true,
        value: productsOf,
        cell: (cart) => <span className={classes.products}>{productsOf(cart)}</span>,
      },
      {
        id: "left",
        header: text.left,
        value: (cart) => place(cart, text),
        cell: (cart) => place(cart, text),
      },
      instant("remindedAt"),
      instant("clickedAt"),
      {
        id: "order",
        header: text.order,
        value: ({ orderExternalId }) => orderExternalId ?? "",
        cell: ({ orderExternalId }) =>
          orderExternalId ? (
            <Link to="/orders/$orderId" params={{ orderId: orderExternalId }}>
              {orderExternalId}
            </Link>
          ) : (
            "–"
          ),
      },
      {
        id: "details",
        header: text.details,
        cell: ({ id }) => (
          <Button size="compact-sm" variant="default" onClick={() => onOpen(id)}>
            {text.details}
          </Button>
        ),
      },
    ];
  }, [text, pii, onOpen]);
}

function productsOf({ lines }: Cart): string {
  return lines.map(({ sku, quantity }) => (quantity === 1 ? sku : `${sku} × ${quantity}`)).join(", ") || "–";
}

function place(
  { left, page }: Cart,
  text: { readonly [name in "CART" | "CONFIRM" | "FORM" | "SHOP" | "LP"]: string },
) {
  return left ? `${text[page]} · ${text[left]}` : text[page];
}
