import { createContext, type ReactNode, useContext } from "react";
import type { CurrentShopQuery, PersonFragment } from "../api/account.graphql.ts";

export type CurrentShop = NonNullable<CurrentShopQuery["shop"]>;

interface Place {
  readonly shop: CurrentShop;
  readonly me: PersonFragment;
}

const PlaceContext = createContext<Place | null>(null);

/** Gives every screen the shop and the person who is signed in to it. */
export function PlaceProvider({ shop, me, children }: Place & { children: ReactNode }) {
  return <PlaceContext value={{ shop, me }}>{children}</PlaceContext>;
}

/** The shop: its name, currency, time zone and live revision. Only inside the frame. */
export function useShop(): CurrentShop {
  return usePlace().shop;
}

/** The person who is signed in, and what they may do. */
export function useMe(): PersonFragment {
  return usePlace().me;
}

/** Whether the person may do something, by the names that the schema's descriptions use: `useRight("publish")`. */
export function useRight(right: string): boolean {
  return useMe().rights.includes(right);
}

function usePlace(): Place {
  const place = useContext(PlaceContext);
  if (!place) throw new Error("the shop is known only inside the frame");
  return place;
}
