import { TextInput } from "@mantine/core";
import { useId } from "react";
import classes from "./table.module.css";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

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
          if (typed === "" || DAY.test(typed)) props.onChange(typed || undefined);
        }}
      />
    </span>
  );
}

/** A day of an address, or absent. */
export function dayIn(value: unknown): string | undefined {
  return typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}
