import { Button, Group, Stack, Textarea } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { texts, useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../Dialog.tsx";
import { Banner } from "../states/Banner.tsx";
import { sentence } from "../states/Failure.tsx";
import { stateTexts } from "../states/texts.ts";

const LONGEST = 1_000;

const reasonTexts = texts({
  ja: {
    reason: "理由（監査ログに残ります）",
    needed: "理由を入力してください。",
    cancel: "やめる",
  },
  en: {
    reason: "Reason (kept in the audit log)",
    needed: "Enter a reason.",
    cancel: "Cancel",
  },
});

/** Asks for a reason before something that cannot be taken back, or that others should understand later. */
export function ReasonDialog(props: {
  opened: boolean;
  title: string;
  /** What will happen, in a sentence. */
  children: ReactNode;
  /** The button says what it does: "クーポンを止める", never "OK". */
  confirm: string;
  danger?: boolean;
  busy?: boolean;
  error?: unknown;
  onConfirm: (reason: string) => void;
  onClose: () => void;
}) {
  const text = useTexts(reasonTexts);
  const state = useTexts(stateTexts);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const close = () => {
    setReason("");
    setTried(false);
    props.onClose();
  };
  const submit = () => {
    setTried(true);
    if (reason.trim()) props.onConfirm(reason.trim());
  };
  return (
    <Dialog opened={props.opened} onClose={close} title={props.title}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <div>{props.children}</div>
          <Textarea
            label={text.reason}
            required
            withAsterisk={false}
            autosize
            minRows={2}
            maxLength={LONGEST}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && !reason.trim() && text.needed}
          />
          {props.error != null && <Banner kind="bad">{sentence(props.error, state)}</Banner>}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {text.cancel}
            </Button>
            <Button type="submit" color={props.danger ? "red.8" : undefined} loading={props.busy}>
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
