import { Button } from "@mantine/core";
import { RequestFailure } from "../../api/request.ts";
import { useLocale } from "../../i18n/locale.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Note } from "./Note.tsx";
import { rightName } from "./rights.ts";
import { stateTexts } from "./texts.ts";

/** What is shown in the place of data that could not be had: why, what to do, and the number for support. */
export function Failure({ error, retry, order }: { error: unknown; retry?: () => void; order?: 1 | 2 }) {
  const text = useTexts(stateTexts);
  const locale = useLocale();
  const failure = error instanceof RequestFailure ? error : null;
  if (failure?.code === "FORBIDDEN") {
    return (
      <Note icon="shield" title={text.forbidden} role="alert" order={order}>
        {failure.right ? text.forbiddenWhy(rightName(failure.right, locale)) : failure.message}
      </Note>
    );
  }
  return (
    <Note
      icon={failure?.code === "NETWORK" ? "offline" : "alert"}
      title={text.failed}
      role="alert"
      order={order}
      actions={retry && <Button onClick={retry}>{text.retry}</Button>}
    >
      <div>{sentence(error, text)}</div>
      {failure?.requestId && !failure.message.includes(failure.requestId) && (
        <div>{text.requestId(failure.requestId)}</div>
      )}
    </Note>
  );
}

/** The cause in a sentence for people, who have sessions; what the server says of tokens is for programs. */
export function sentence(
  error: unknown,
  text: { network: string; notJson: string; signedOut: string },
): string {
  if (!(error instanceof RequestFailure)) return error instanceof Error ? error.message : String(error);
  if (error.code === "NETWORK") return text.network;
  if (error.code === "UNAUTHENTICATED") return text.signedOut;
  return error.code === "NOT_JSON" ? text.notJson : error.message;
}
