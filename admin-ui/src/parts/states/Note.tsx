import { Group, Paper, Stack, Text, Title } from "@mantine/core";
import type { ReactNode } from "react";
import { Icon, type IconName } from "../Icon.tsx";
import classes from "./states.module.css";

/** A calm block in the place of content: an icon, a heading, sentences, and what one can do. */
export function Note(props: {
  icon: IconName;
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  role?: "alert" | "status";
  /** The heading's level; 1 where the block is the whole screen. */
  order?: 1 | 2 | 3;
}) {
  return (
    <Paper className={classes.note} role={props.role}>
      <Stack align="center" gap="xs">
        <span className={classes.mark}>
          <Icon name={props.icon} size={22} />
        </span>
        <Title order={props.order ?? 2} className={classes.title}>
          {props.title}
        </Title>
        {props.children && (
          <Text component="div" c="dimmed" className={classes.body}>
            {props.children}
          </Text>
        )}
        {props.actions && (
          <Group gap="sm" mt="xs" justify="center">
            {props.actions}
          </Group>
        )}
      </Stack>
    </Paper>
  );
}
