import type { ReactNode } from "react";
import classes from "../parts.module.css";

export type Tone = "plain" | "good" | "warn" | "bad" | "info";

/** A state in a word. The colour repeats what the word says, it never says more. */
export function StateBadge({ tone = "plain", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes.badge} data-tone={tone}>
      {children}
    </span>
  );
}
