import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { accepted, newKey, useAct } from "../../api/act.ts";
import { ask } from "../../api/query.ts";
import { request } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Count } from "../../parts/show/values.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { ChannelsDocument } from "../messages/channels/queries.graphql.ts";
import classes from "./lists.module.css";
import {
  ListMessagePreviewDocument,
  type ListMessagePreviewQuery,
  ListMessageSendDocument,
} from "./queries.graphql.ts";
import { listTexts } from "./texts.ts";

type Looked = ListMessagePreviewQuery["listMessagePreview"];

const CHANNELS = ["EMAIL", "SMS"] as const;
const CLASSES = ["ADVERTISING", "ESSENTIAL"] as const;

interface Draft {
  channel: (typeof CHANNELS)[number];
  messageClass: (typeof CLASSES)[number];
  subject: string;
  text: string;
}

/** Writes to one list: first how it reads and whom it reaches, then off it goes (S2.3, S2.15, S2.17). */
export function Compose({ list, onClose }: { list: string; onClose: () => void }) {
  const text = useTexts(listTexts);
  const [key, setKey] = useState(newKey);
  const [draft, setDraft] = useState<Draft>({
    channel: "EMAIL",
    messageClass: "ADVERTISING",
    subject: "",
    text: text.starter,
  });
  const input = { ...draft, list, subject: draft.channel === "SMS" ? "" : draft.subject.trim() };
  const look = useMutation({
    mutationFn: async () =>
      accepted((await request(ListMessagePreviewDocument, { input })).listMessagePreview),
    onSuccess: () => setKey(newKey()),
  });
  const send = useAct(ListMessageSendDocument, (result) => result.listMessageSend, {
    done: text.onItsWay,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={look.data ? text.looked : text.composeTitle} size={640}>
      <Stack gap="md">
        <ChannelState of={draft.channel} />
        {look.data ? (
          <Check
            of={look.data}
            channel={draft.channel}
            busy={send.isPending}
            error={send.error}
            onBack={() => look.reset()}
            onSend={() => send.mutate({ input: { ...input, idempotencyKey: key } })}
          />
        ) : (
          <Form
            of={draft}
            onChange={(patch) => setDraft({ ...draft, ...patch })}
            busy={look.isPending}
            error={look.error}
            onClose={onClose}
            onLook={() => look.mutate()}
          />
        )}
      </Stack>
    </Dialog>
  );
}

/** While a channel is suspended, whoever wants to write by it is led to the request (S2.23). */
function ChannelState({ of }: { of: Draft["channel"] }) {
  const text = useTexts(listTexts);
  const { data } = useQuery(ask(ChannelsDocument, {}));
  const found = data?.channels.find(({ channel }) => channel === of);
  if (!found || (found.setUp && !found.suspended)) return null;
  if (!found.setUp) return <Banner>{text.notSetUp(text[of])}</Banner>;
  return (
    <Banner
      action={
        <Button component={Link} to="/messages/channels" size="compact-sm" variant="default">
          {text.askResume}
        </Button>
      }
    >
      {text.suspended(text[of])}
    </Banner>
  );
}

function Form(props: {
  of: Draft;
  onChange: (patch: Partial<Draft>) => void;
  busy: boolean;
  error: Error | null;
  onClose: () => void;
  onLook: () => void;
}) {
  const text = useTexts(listTexts);
  const state = useTexts(stateTexts);
  const { of: draft, onChange } = props;
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        props.onLook();
      }}
    >
      <Stack gap="md">
        <NativeSelect
          label={text.channel}
          data={CHANNELS.map((value) => ({ value, label: text[value] }))}
          value={draft.channel}
          onChange={(event) => onChange({ channel: event.currentTarget.value as Draft["channel"] })}
        />
        <NativeSelect
          label={text.class}
          data={CLASSES.map((value) => ({ value, label: text[value] }))}
          value={draft.messageClass}
          onChange={(event) => onChange({ messageClass: event.currentTarget.value as Draft["messageClass"] })}
        />
        {draft.channel === "EMAIL" && (
          <TextInput
            label={text.subject}
            autoComplete="off"
            value={draft.subject}
            onChange={(event) => onChange({ subject: event.currentTarget.value })}
          />
        )}
        <Textarea
          label={text.text}
          description={text.textHow}
          autosize
          minRows={8}
          maxRows={16}
          value={draft.text}
          onChange={(event) => onChange({ text: event.currentTarget.value })}
        />
        {props.error && <Banner kind="bad">{sentence(props.error, state)}</Banner>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onClose}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={props.busy}>
            {text.look}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Check(props: {
  of: Looked;
  channel: Draft["channel"];
  busy: boolean;
  error: Error | null;
  onBack: () => void;
  onSend: () => void;
}) {
  const text = useTexts(listTexts);
  const state = useTexts(stateTexts);
  const { subject, text: written, parts, audience } = props.of;
  const allowed = audience?.allowed ?? 0;
  return (
    <>
      <Facts
        of={[
          [text.inList, <Count key="readers" of={audience?.readers ?? 0} />],
          [text.withAddress, <Count key="addresses" of={audience?.withAddress ?? 0} />],
          [text.allowed, <Count key="allowed" of={allowed} />],
          ...(props.channel === "SMS" ? [[text.parts, <Count key="parts" of={parts} />] as const] : []),
          ...(subject ? [[text.subject, subject] as const] : []),
        ]}
      />
      <div>
        <div className={classes.what}>{text.reads}</div>
        <pre className={classes.text}>{written}</pre>
      </div>
      {allowed === 0 && <Banner>{text.nobody}</Banner>}
      {props.error && <Banner kind="bad">{sentence(props.error, state)}</Banner>}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={props.onBack}>
          {text.back}
        </Button>
        <Button loading={props.busy} disabled={allowed === 0} onClick={props.onSend}>
          {text.send(allowed)}
        </Button>
      </Group>
    </>
  );
}
