import { TextInput } from "@mantine/core";
import { useId } from "react";
import { dayIn } from "../search.ts";
import classes from "./table.module.css";

/** A day of the shop, or none; `2026-11-21`. */
export function DayFilter(props: {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
}) {
  const id = useId();
  return (
    <span className={classes.day}>
      <label htmlFor={id}>{props.label}</label>
      <TextInput
        id={id}
        type="date"
        value={props.value ?? ""}
        onChange={(event) => {
          const typed = event.currentTarget.value;
          if (typed === "" || dayIn(typed)) props.onChange(typed || undefined);
        }}
      />
    </span>
  );
}
