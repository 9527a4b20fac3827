import { Tooltip } from "@mantine/core";
import type { ReactElement } from "react";

/** All that is to be said of a rule's health, when one points at the first of it. */
export function Reasons({ all, children }: { all: readonly string[]; children: ReactElement }) {
  return (
    <Tooltip multiline maw={360} label={all.join("\n")}>
      {children}
    </Tooltip>
  );
}
