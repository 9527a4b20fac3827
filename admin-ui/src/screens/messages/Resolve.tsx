import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { MessageResolveDocument } from "./queries.graphql.ts";
import { messageTexts } from "./texts.ts";

/** Nobody knows whether it left: a person decides. */
export function Resolve({ messageId }: { messageId: string }) {
  const text = useTexts(messageTexts);
  const state = useTexts(stateTexts);
  const [asked, setAsked] = useState(false);
  const [key] = useState(newKey);
  const resolve = useAct(MessageResolveDocument, (result) => result.messageResolve, {
    done: text.resolved,
    onDone: () => setAsked(false),
  });
  const decide = (sendAgain: boolean) =>
    resolve.mutate({ input: { messageId, sendAgain, idempotencyKey: `${key}-${sendAgain}` } });
  return (
    <>
      <Button size="compact-xs" variant="default" ml={6} onClick={() => setAsked(true)}>
        {text.resolve}
      </Button>
      <Dialog opened={asked} onClose={() => setAsked(false)} title={text.resolveTitle}>
        <Stack gap="md">
          <div>{text.resolveWhat}</div>
          {resolve.error && <Banner kind="bad">{sentence(resolve.error, state)}</Banner>}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" loading={resolve.isPending} onClick={() => decide(false)}>
              {text.takeAsSent}
            </Button>
            <Button loading={resolve.isPending} onClick={() => decide(true)}>
              {text.sendAgain}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
