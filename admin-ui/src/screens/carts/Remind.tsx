import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { toast } from "../../parts/show/toast.ts";
import { Answer } from "../../parts/states/Answer.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { CartRemindersSendDocument, ReminderTemplatesDocument } from "./queries.graphql.ts";
import { cartTexts } from "./texts.ts";

const CATEGORIES = new Set(["abandonment", "remarketing"]);
const CHANNELS = ["EMAIL", "SMS"] as const;

interface Props {
  cartIds: readonly string[];
  onClose: () => void;
  onDone: () => void;
}

/** Reminds of the chosen carts by hand, with a template of the right category (S3.12, S3.20). */
export function Remind(props: Props) {
  const text = useTexts(cartTexts);
  const query = useQuery(ask(ReminderTemplatesDocument, {}));
  return (
    <Dialog opened onClose={props.onClose} title={text.remindTitle}>
      <Answer query={query}>
        {({ templates }) => (
          <Form
            {...props}
            names={[
              ...new Set(
                templates.filter(({ category }) => CATEGORIES.has(category ?? "")).map(({ name }) => name),
              ),
            ]}
          />
        )}
      </Answer>
    </Dialog>
  );
}

function Form({ cartIds, onClose, onDone, names }: Props & { names: readonly string[] }) {
  const text = useTexts(cartTexts);
  const state = useTexts(stateTexts);
  const [key] = useState(newKey);
  const [template, setTemplate] = useState(names[0] ?? "");
  const [channel, setChannel] = useState<(typeof CHANNELS)[number]>("EMAIL");
  const [refused, setRefused] = useState<readonly string[]>([]);
  const send = useAct(CartRemindersSendDocument, (result) => result.cartRemindersSend, {
    onDone: ({ rows }) => {
      const queued = rows.filter((row) => row.queued).length;
      if (queued > 0) toast(text.queued(queued));
      if (queued === rows.length) onDone();
      else setRefused(rows.flatMap(({ errors }) => errors.map(({ message }) => message)));
    },
  });
  if (names.length === 0) return <Banner>{text.noTemplate}</Banner>;
  return (
    <Stack gap="md">
      <div>{text.remindWhat}</div>
      <NativeSelect
        label={text.template}
        data={[...names]}
        value={template}
        onChange={(event) => setTemplate(event.currentTarget.value)}
      />
      <NativeSelect
        label={text.channel}
        data={CHANNELS.map((value) => ({ value, label: text[value] }))}
        value={channel}
        onChange={(event) => setChannel(event.currentTarget.value as (typeof CHANNELS)[number])}
      />
      {send.error && <Banner kind="bad">{sentence(send.error, state)}</Banner>}
      {refused.length > 0 && (
        <div role="alert">
          <Banner kind="bad">
            {text.refused(refused.length)} {[...new Set(refused)].join(" ")}
          </Banner>
        </div>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button
          loading={send.isPending}
          onClick={() =>
            send.mutate({ input: { cartIds: [...cartIds], template, channel, idempotencyKey: key } })
          }
        >
          {text.sendDo}
        </Button>
      </Group>
    </Stack>
  );
}
