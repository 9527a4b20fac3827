import { Text } from "@mantine/core";
import { useId } from "react";
import { useTexts } from "../../../i18n/texts.ts";
import { refundTexts } from "./texts.ts";

/** The file of refunds. */
export function FileField({ onChoose, error }: { onChoose: (file: File | null) => void; error: string }) {
  const text = useTexts(refundTexts);
  const id = useId();
  return (
    <div>
      <label htmlFor={id}>{text.file}</label>
      <div>
        <input
          id={id}
          type="file"
          accept=".csv,.jsonl,.ndjson,text/csv"
          aria-describedby={`${id}hint`}
          aria-invalid={error !== "" || undefined}
          onChange={(event) => onChoose(event.currentTarget.files?.[0] ?? null)}
        />
      </div>
      <Text id={`${id}hint`} size="sm" c="dimmed">
        {text.fileHint}
      </Text>
      {error && (
        <Text role="alert" size="sm" c="red.9">
          {error}
        </Text>
      )}
    </div>
  );
}
