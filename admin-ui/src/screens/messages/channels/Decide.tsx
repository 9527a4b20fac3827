import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import classes from "./channels.module.css";
import { ChannelResumeDecideDocument } from "./queries.graphql.ts";
import type { ResumeRequest } from "./Requests.tsx";
import { channelTexts } from "./texts.ts";

const LONGEST = 500;

/** Owners approve a request, after which the channel works at once, or refuse it. */
export function Decide({ of: { id, content }, onClose }: { of: ResumeRequest; onClose: () => void }) {
  const text = useTexts(channelTexts);
  const state = useTexts(stateTexts);
  const [note, setNote] = useState("");
  const decide = useAct(ChannelResumeDecideDocument, (result) => result.channelResumeDecide, {
    done: text.decided,
    onDone: onClose,
  });
  const answer = (approved: boolean) =>
    decide.mutate({ input: { requestId: id, approved, note: note.trim() } });
  return (
    <Dialog opened onClose={onClose} title={text.decideTitle}>
      <Stack gap="md">
        <p className={classes.asked}>{content}</p>
        <Textarea
          label={text.decideNote}
          autosize
          minRows={2}
          maxLength={LONGEST}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {decide.error && <Banner kind="bad">{sentence(decide.error, state)}</Banner>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" loading={decide.isPending} onClick={() => answer(false)}>
            {text.refuse}
          </Button>
          <Button loading={decide.isPending} onClick={() => answer(true)}>
            {text.approve}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
