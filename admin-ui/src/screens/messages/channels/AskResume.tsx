import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import classes from "./channels.module.css";
import { ChannelResumeDocument } from "./queries.graphql.ts";
import { channelTexts } from "./texts.ts";

const LONGEST = 2_000;

/** The request: what will be sent, a look at it, and off (S2.25). */
export function AskResume({ channel, onClose }: { channel: "EMAIL" | "SMS"; onClose: () => void }) {
  const text = useTexts(channelTexts);
  const state = useTexts(stateTexts);
  const [key] = useState(newKey);
  const [content, setContent] = useState("");
  const [step, setStep] = useState<"write" | "missing" | "confirm">("write");
  const send = useAct(ChannelResumeDocument, (result) => result.channelResume, {
    done: text.asked,
    onDone: onClose,
  });
  const written = content.trim();
  if (step === "confirm") {
    return (
      <Dialog opened onClose={onClose} title={text.confirmTitle}>
        <Stack gap="md">
          <p className={classes.asked}>{written}</p>
          {send.error && <Banner kind="bad">{sentence(send.error, state)}</Banner>}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => setStep("write")}>
              {text.back}
            </Button>
            <Button
              loading={send.isPending}
              onClick={() => send.mutate({ input: { channel, content: written, idempotencyKey: key } })}
            >
              {text.send}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    );
  }
  return (
    <Dialog opened onClose={onClose} title={text.askTitle(text[channel])}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setStep(written ? "confirm" : "missing");
        }}
      >
        <Stack gap="md">
          <div>{text.askWhat}</div>
          <Textarea
            label={text.content}
            description={text.contentHow}
            autosize
            minRows={4}
            maxLength={LONGEST}
            data-autofocus
            value={content}
            onChange={(event) => setContent(event.currentTarget.value)}
            error={step === "missing" && !written && text.contentNeeded}
          />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit">{text.confirm}</Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
