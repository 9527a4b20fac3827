import { useEffect, useState } from "react";
import { type Payment, server } from "../api/server.ts";

/** A payment by its id, once; `set` is for what later answers say of it. */
export function usePayment(id: string) {
  const [payment, set] = useState<Payment | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    const stop = new AbortController();
    server.payment(id, stop.signal).then(set, (trouble) => {
      if (!stop.signal.aborted) setFailure(trouble);
    });
    return () => stop.abort();
  }, [id]);
  return { payment, failure, set, setFailure };
}
