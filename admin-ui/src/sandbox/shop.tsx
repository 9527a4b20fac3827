import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import { useLocale } from "../i18n/locale.ts";
import { type Shop, server } from "./api/server.ts";
import { matchGeneration } from "./cart/cart.ts";

interface Opened {
  shop: Shop;
  /** What a control of the sandbox answered. */
  show: (shop: Shop) => void;
}

const ShopContext = createContext<Opened | null>(null);

/** The shop, as the server last described it. */
export function useShop(): Opened {
  const opened = useContext(ShopContext);
  if (opened === null) throw new Error("useShop outside of OpenShop");
  return opened;
}

/** Opens the shop for what is inside it; until then, or when it cannot be opened, `otherwise` is drawn. */
export function OpenShop({
  children,
  otherwise,
}: {
  children: ReactNode;
  otherwise: (failure: unknown, retry: () => void) => ReactNode;
}) {
  const locale = useLocale();
  const [shop, setShop] = useState<Shop | null>(null);
  const [failure, setFailure] = useState<unknown>(null);

  const show = useCallback((next: Shop) => {
    matchGeneration(next.generation);
    setShop(next);
  }, []);
  const open = useCallback(
    (signal?: AbortSignal) => {
      setFailure(null);
      server.shop(signal).then(show, (trouble) => {
        if (!signal?.aborted) setFailure(trouble);
      });
    },
    [show],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: messages of rules come in the language of the page
  useEffect(() => {
    const stop = new AbortController();
    open(stop.signal);
    return () => stop.abort();
  }, [open, locale]);

  if (shop === null) return otherwise(failure, () => open());
  return <ShopContext value={{ shop, show }}>{children}</ShopContext>;
}
