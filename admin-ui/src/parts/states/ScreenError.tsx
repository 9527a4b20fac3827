import { Button } from "@mantine/core";
import type { ErrorComponentProps } from "@tanstack/react-router";
import { RequestFailure } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Failure } from "./Failure.tsx";
import { Note } from "./Note.tsx";
import { stateTexts } from "./texts.ts";

/** What the router shows when a screen throws: the rest of the app goes on. */
export function ScreenError({ error, reset }: ErrorComponentProps) {
  const text = useTexts(stateTexts);
  if (error instanceof RequestFailure) return <Failure error={error} retry={reset} order={1} />;
  return (
    <Note
      icon="alert"
      order={1}
      role="alert"
      title={text.broken}
      actions={<Button onClick={() => window.location.reload()}>{text.reload}</Button>}
    >
      {error instanceof Error ? error.message : String(error)}
    </Note>
  );
}
