import type { ReactNode } from "react";
import { Icon } from "../Icon.tsx";
import classes from "./states.module.css";

/** A line above content that stays: a warning, a failure of a part, a hint. */
export function Banner({
  kind = "warn",
  children,
  action,
}: {
  kind?: "warn" | "bad" | "info";
  children: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className={classes.banner} data-kind={kind} role={kind === "info" ? "note" : "status"}>
      <Icon name={kind === "info" ? "clock" : "alert"} />
      <div>{children}</div>
      {action}
    </div>
  );
}
