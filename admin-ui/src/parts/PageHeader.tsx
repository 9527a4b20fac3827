import { Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { Link, type LinkProps } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Icon } from "./Icon.tsx";
import classes from "./parts.module.css";

/** The head of a screen: its one h1, where it belongs, a line about it, and what one can do here. */
export function PageHeader(props: {
  title: string;
  /** The list that this thing is in: shown above the title as the way back. */
  back?: { to: LinkProps["to"]; label: string };
  /** Beside the title: a state badge. */
  badge?: ReactNode;
  /** A sentence below the title. */
  children?: ReactNode;
  /** Buttons, the main one last. */
  actions?: ReactNode;
}) {
  useDocumentTitle(`${props.title} · Otoku`);
  return (
    <header className={classes.header}>
      <div className={classes.heading}>
        {props.back && (
          <Link to={props.back.to} className={classes.back}>
            <Icon name="arrowLeft" size={14} />
            {props.back.label}
          </Link>
        )}
        <div className={classes.titleRow}>
          <Title order={1}>{props.title}</Title>
          {props.badge}
        </div>
        {props.children && <div className={classes.lead}>{props.children}</div>}
      </div>
      {props.actions && <div className={classes.actions}>{props.actions}</div>}
    </header>
  );
}
