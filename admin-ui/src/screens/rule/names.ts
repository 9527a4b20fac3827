import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../../api/query.ts";
import type { Names } from "../../dsl/completion.ts";
import { EditorNamesDocument, type EditorNamesQuery } from "./queries.graphql.ts";

/** Names of the shop for completion in the text and for the fields of the form. */
export type ShopNames = Required<Omit<Names, "audiences" | "experiments">> &
  Pick<Names, "audiences" | "experiments">;

const RULES = ["coupon", "sale", "offer", "reminder", "list", "giftcard"];
const NOTHING: ShopNames = {
  products: [],
  categories: [],
  tags: [],
  templates: [],
  rules: [],
  budgets: [],
};

function named(data: EditorNamesQuery): ShopNames {
  const of = (...kinds: string[]) => {
    const found = data.completions.names.filter(({ kind }) => kinds.includes(kind));
    return [...new Set(found.map(({ name }) => name))].map((name) => ({ name }));
  };
  return {
    products: data.completions.products.map(({ sku, name, plans }) => ({ name: sku, title: name, plans })),
    categories: of("category"),
    tags: of("tag"),
    templates: of("template"),
    rules: of(...RULES),
    budgets: of("budget"),
    audiences: of("audience"),
    experiments: of("experiment"),
  };
}

/** What the shop has; empty until it is known, and when it cannot be had. */
export function useShopNames(): ShopNames {
  const { data } = useQuery({ ...ask(EditorNamesDocument, {}), staleTime: 60_000 });
  return useMemo(() => (data ? named(data) : NOTHING), [data]);
}
