import { Paper, Title } from "@mantine/core";
import { type ReactNode, useId } from "react";
import classes from "../parts.module.css";

/** A block of a detail page under a heading of its own. */
export function Section({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} className={classes.section}>
      <div className={classes.sectionHead}>
        <Title order={2} id={id}>
          {title}
        </Title>
        {actions}
      </div>
      <div className={classes.sectionBody}>{children}</div>
    </Paper>
  );
}

/** Sections side by side on a wide screen: the thing itself on the left, what is around it on the right. */
export function Columns({ children }: { children: ReactNode }) {
  return <div className={classes.columns}>{children}</div>;
}
