import { lazy, Suspense, useSyncExternalStore } from "react";
import { anyToast, whenToasted } from "./toast.ts";

const Toaster = lazy(() => import("./Toaster.tsx").then(({ Toaster }) => ({ default: Toaster })));

/** The place of toasts, which is nothing before the first. */
export function Toasts() {
  const wanted = useSyncExternalStore(whenToasted, anyToast);
  return wanted ? (
    <Suspense>
      <Toaster />
    </Suspense>
  ) : null;
}
