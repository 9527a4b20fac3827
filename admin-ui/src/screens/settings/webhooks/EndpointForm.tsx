import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { WebhookEndpointCreateDocument, WebhookEndpointUpdateDocument } from "./queries.graphql.ts";
import { webhookTexts } from "./texts.ts";
import { type Endpoint, TOPICS, type Topic } from "./topics.ts";

interface Props {
  /** The endpoint to change; none: a new one. */
  endpoint: Endpoint | null;
  onClose: () => void;
  onMade: (secret: string | null) => void;
}

/** Names an endpoint, and chooses what it is told of. */
export function EndpointForm({ endpoint, onClose, onMade }: Props) {
  const text = useTexts(webhookTexts);
  const state = useTexts(stateTexts);
  const [key] = useState(newKey);
  const [name, setName] = useState(endpoint?.name ?? "");
  const [url, setUrl] = useState(endpoint?.url ?? "https://");
  const [topics, setTopics] = useState<string[]>([...(endpoint?.topics ?? [])]);
  const create = useAct(WebhookEndpointCreateDocument, (result) => result.webhookEndpointCreate, {
    onDone: ({ secret }) => {
      onClose();
      onMade(secret);
    },
  });
  const update = useAct(WebhookEndpointUpdateDocument, (result) => result.webhookEndpointUpdate, {
    done: text.saved,
    onDone: onClose,
  });
  const act = endpoint ? update : create;
  const ready = name.trim() !== "" && url.trim().length > "https://".length && topics.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const said = { name: name.trim(), url: url.trim(), topics: topics as Topic[], idempotencyKey: key };
    if (endpoint) update.mutate({ input: { endpointId: endpoint.id, ...said } });
    else create.mutate({ input: said });
  };
  return (
    <Dialog opened onClose={onClose} title={endpoint ? text.editTitle(endpoint.name) : text.create}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput
            label={text.name}
            description={text.nameHint}
            autoComplete="off"
            data-autofocus
            maxLength={50}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={text.url}
            description={text.urlHint}
            type="url"
            autoComplete="off"
            value={url}
            onChange={(event) => setUrl(event.currentTarget.value)}
          />
          <Checkbox.Group label={text.topics} value={topics} onChange={setTopics}>
            <Stack gap={6} mt={6}>
              {TOPICS.map((topic) => (
                <Checkbox key={topic} value={topic} label={text[topic]} />
              ))}
            </Stack>
          </Checkbox.Group>
          {act.error && (
            <div role="alert">
              <Banner kind="bad">{sentence(act.error, state)}</Banner>
            </div>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" loading={act.isPending} disabled={!ready}>
              {endpoint ? text.save : text.createDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
