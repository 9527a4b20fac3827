import { useEffect, useState } from "react";
import { type Payment, server } from "../api/server.ts";
import { useShop } from "../shop.tsx";

/** A payment by its id, and again when the clock is moved; `set` is for what later answers say of it. */
export function usePayment(id: string) {
  const [payment, set] = useState<Payment | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const { clock } = useShop().shop;
  // biome-ignore lint/correctness/useExhaustiveDependencies: subscriptions are delivered as time passes
  useEffect(() => {
    const stop = new AbortController();
    server.payment(id, stop.signal).then(set, (trouble) => {
      if (!stop.signal.aborted) setFailure(trouble);
    });
    return () => stop.abort();
  }, [id, clock.aheadSeconds]);
  return { payment, failure, set, setFailure };
}
