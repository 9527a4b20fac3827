import { Text } from "@mantine/core";
import { useId } from "react";

/** A file of rows: CSV or JSON Lines. An `error` of "" is none. */
export function FileField(props: {
  label: string;
  hint: string;
  error: string;
  onChoose: (file: File | null) => void;
}) {
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{props.label}</label>
      <div>
        <input
          id={id}
          type="file"
          accept=".csv,.jsonl,.ndjson,text/csv"
          aria-describedby={`${id}hint`}
          aria-invalid={props.error !== "" || undefined}
          onChange={(event) => props.onChoose(event.currentTarget.files?.[0] ?? null)}
        />
      </div>
      <Text id={`${id}hint`} size="sm" c="dimmed">
        {props.hint}
      </Text>
      {props.error && (
        <Text role="alert" size="sm" c="red.9">
          {props.error}
        </Text>
      )}
    </div>
  );
}
