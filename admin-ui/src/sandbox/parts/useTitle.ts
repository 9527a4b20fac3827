import { useEffect } from "react";
import { useShop } from "../shop.tsx";

/** The title of the browser's tab. */
export function useTitle(page: string): void {
  const { shop } = useShop();
  useEffect(() => {
    document.title = `${page} · ${shop.name} · Otoku Sandbox`;
  }, [page, shop.name]);
}
