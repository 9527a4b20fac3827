import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { SimulatorNamesDocument } from "./queries.graphql.ts";

/** The shop's products by SKU, and all of them in order. */
export function useProducts() {
  const { data } = useQuery({ ...ask(SimulatorNamesDocument, {}), staleTime: 60_000 });
  const products = data?.completions.products ?? [];
  return {
    products,
    names: new Map(products.map(({ sku, name }) => [sku, name])),
    known: data !== undefined,
  };
}
