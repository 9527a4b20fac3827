import { createContext, type ReactNode, useContext } from "react";
import type { ShellQuery } from "../api/shell.graphql.ts";

export type ShellShop = NonNullable<ShellQuery["shop"]>;

const ShopContext = createContext<ShellShop | null>(null);

/** Gives every screen the shop that the signed-in person works for. */
export function ShopProvider({ shop, children }: { shop: ShellShop; children: ReactNode }) {
  return <ShopContext value={shop}>{children}</ShopContext>;
}

/** The shop: its name, currency, time zone and live revision. Only inside the frame. */
export function useShop(): ShellShop {
  const shop = useContext(ShopContext);
  if (!shop) throw new Error("useShop outside of the frame");
  return shop;
}
