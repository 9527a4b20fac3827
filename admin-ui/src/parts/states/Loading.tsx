import { Skeleton, VisuallyHidden } from "@mantine/core";
import { type ReactNode, useEffect, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { stateTexts } from "./texts.ts";

const PATIENCE_MS = 200;

/** Reserves the place at once and draws after 200 ms: what comes sooner needs no skeleton. */
export function Loading({
  lines = 6,
  height,
  children,
}: {
  lines?: number;
  height?: number;
  children?: ReactNode;
}) {
  const text = useTexts(stateTexts);
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, []);
  const rows = Array.from({ length: lines }, (_, row) => `row-${row}`);
  return (
    <div role="status" aria-busy="true" style={{ visibility: late ? undefined : "hidden" }}>
      <VisuallyHidden>{text.loading}</VisuallyHidden>
      {children ?? rows.map((row) => <Skeleton key={row} height={height ?? 28} mb={10} radius="md" />)}
    </div>
  );
}
