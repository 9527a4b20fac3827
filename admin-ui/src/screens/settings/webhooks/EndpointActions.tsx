import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { toast } from "../../../parts/show/toast.ts";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import {
  WebhookEndpointRemoveDocument,
  WebhookEndpointRotateDocument,
  WebhookEndpointUpdateDocument,
  WebhookReplayDocument,
  WebhookTestDocument,
} from "./queries.graphql.ts";
import { webhookTexts } from "./texts.ts";
import type { Endpoint } from "./topics.ts";

const DAY_MS = 86_400_000;
/** What the server keeps, less an hour for clocks that differ. */
const KEPT_MS = 30 * DAY_MS - 3_600_000;

interface Props {
  endpoint: Endpoint;
  onEdit: (endpoint: Endpoint) => void;
  onSecret: (secret: string | null) => void;
}

type Asked = "rotate" | "remove" | "replay";

/** What can be done with an endpoint; what cannot be undone is asked twice. */
export function EndpointActions({ endpoint, onEdit, onSecret }: Props) {
  const text = useTexts(webhookTexts);
  const state = useTexts(stateTexts);
  const [asked, setAsked] = useState<Asked | null>(null);
  const on = endpoint.state === "ENABLED";
  const update = useAct(WebhookEndpointUpdateDocument, (result) => result.webhookEndpointUpdate, {
    done: on ? text.switchedOff : text.switchedOn,
  });
  const test = useAct(WebhookTestDocument, (result) => result.webhookTest, { done: text.tested });
  const failed = update.error ?? test.error;
  return (
    <Group gap={6} wrap="wrap">
      <Button size="compact-sm" variant="default" onClick={() => onEdit(endpoint)}>
        {text.edit}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        loading={test.isPending}
        disabled={!on}
        onClick={() => test.mutate({ input: { endpointId: endpoint.id, idempotencyKey: newKey() } })}
      >
        {text.test}
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        loading={update.isPending}
        onClick={() => update.mutate({ input: { endpointId: endpoint.id, enabled: !on } })}
      >
        {on ? text.switchOff : text.switchOn}
      </Button>
      <Button size="compact-sm" variant="default" disabled={!on} onClick={() => setAsked("replay")}>
        {text.replay}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setAsked("rotate")}>
        {text.rotate}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setAsked("remove")}>
        {text.remove}
      </Button>
      {failed && <Banner kind="bad">{sentence(failed, state)}</Banner>}
      {asked === "rotate" && (
        <Rotate endpoint={endpoint} onClose={() => setAsked(null)} onSecret={onSecret} />
      )}
      {asked === "remove" && <Remove endpoint={endpoint} onClose={() => setAsked(null)} />}
      {asked === "replay" && <ReplayAll endpoint={endpoint} onClose={() => setAsked(null)} />}
    </Group>
  );
}

function Rotate({ endpoint, onClose, onSecret }: Omit<Props, "onEdit"> & { onClose: () => void }) {
  const text = useTexts(webhookTexts);
  const [key] = useState(newKey);
  const rotate = useAct(WebhookEndpointRotateDocument, (result) => result.webhookEndpointRotate, {
    onDone: ({ secret }) => {
      onClose();
      onSecret(secret);
    },
  });
  return (
    <Ask
      title={text.rotateTitle(endpoint.name)}
      what={text.rotateWhat}
      label={text.rotateDo}
      error={rotate.error}
      pending={rotate.isPending}
      onDo={() => rotate.mutate({ input: { endpointId: endpoint.id, idempotencyKey: key } })}
      onClose={onClose}
    />
  );
}

function Remove({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const text = useTexts(webhookTexts);
  const remove = useAct(WebhookEndpointRemoveDocument, (result) => result.webhookEndpointRemove, {
    done: text.removed,
    onDone: onClose,
  });
  return (
    <Ask
      danger
      title={text.removeTitle(endpoint.name)}
      what={text.removeWhat}
      label={text.removeDo}
      error={remove.error}
      pending={remove.isPending}
      onDo={() => remove.mutate({ input: { endpointId: endpoint.id } })}
      onClose={onClose}
    />
  );
}

function ReplayAll({ endpoint, onClose }: { endpoint: Endpoint; onClose: () => void }) {
  const text = useTexts(webhookTexts);
  const [key] = useState(newKey);
  const replay = useAct(WebhookReplayDocument, (result) => result.webhookReplay, {
    onDone: ({ count }) => {
      toast(text.replayed(count));
      onClose();
    },
  });
  const since = () => new Date(Date.now() - KEPT_MS).toISOString();
  return (
    <Ask
      title={text.replayDead}
      what={text.replayDeadWhat}
      label={text.replay}
      error={replay.error}
      pending={replay.isPending}
      onDo={() =>
        replay.mutate({
          input: {
            endpointId: endpoint.id,
            since: since(),
            until: new Date().toISOString(),
            idempotencyKey: key,
          },
        })
      }
      onClose={onClose}
    />
  );
}

function Ask(props: {
  title: string;
  what: string;
  label: string;
  danger?: boolean;
  error: Error | null;
  pending: boolean;
  onDo: () => void;
  onClose: () => void;
}) {
  const text = useTexts(webhookTexts);
  const state = useTexts(stateTexts);
  return (
    <Dialog opened onClose={props.onClose} title={props.title}>
      <Stack gap="md">
        <div>{props.what}</div>
        {props.error && <Banner kind="bad">{sentence(props.error, state)}</Banner>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" data-autofocus onClick={props.onClose}>
            {text.cancel}
          </Button>
          <Button {...(props.danger ? { color: "red.8" } : {})} loading={props.pending} onClick={props.onDo}>
            {props.label}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
