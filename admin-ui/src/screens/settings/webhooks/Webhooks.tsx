import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { ask } from "../../../api/query.ts";
import { formatInstant } from "../../../i18n/format.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Icon } from "../../../parts/Icon.tsx";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { StateBadge, type Tone } from "../../../parts/show/Badge.tsx";
import { ShownOnce } from "../../../parts/show/ShownOnce.tsx";
import { Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import type { Column } from "../../../parts/table/column.ts";
import { DataTable } from "../../../parts/table/DataTable.tsx";
import { useShop } from "../../../shell/shop.tsx";
import { SettingsPlaces } from "../SettingsPlaces.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { EndpointActions } from "./EndpointActions.tsx";
import { WebhookEndpointsDocument } from "./queries.graphql.ts";
import { webhookTexts } from "./texts.ts";
import type { Endpoint } from "./topics.ts";

const EndpointForm = lazy(() =>
  import("./EndpointForm.tsx").then((module) => ({ default: module.EndpointForm })),
);

const TONES: Readonly<Record<Endpoint["state"], Tone>> = {
  ENABLED: "good",
  DISABLED: "plain",
  FAILING: "bad",
  GONE: "bad",
};

/** Where other systems are told of what happens, and what became of each event (S5.49-50). */
export function Webhooks() {
  const text = useTexts(webhookTexts);
  const query = useQuery(ask(WebhookEndpointsDocument, {}));
  const [form, setForm] = useState<{ endpoint: Endpoint | null } | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const columns = useColumns(
    useMemo(() => ({ edit: (endpoint: Endpoint) => setForm({ endpoint }), secret: setSecret }), []),
  );
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setForm({ endpoint: null })}>
            {text.create}
          </Button>
        }
      >
        {text.lead}
      </PageHeader>
      <SettingsPlaces at="webhooks" />
      {form && (
        <Suspense>
          <EndpointForm endpoint={form.endpoint} onClose={() => setForm(null)} onMade={setSecret} />
        </Suspense>
      )}
      <ShownOnce
        secret={secret}
        title={text.onceTitle}
        label={text.secret}
        warning={text.onceWarning}
        done={text.kept}
        onDone={() => setSecret(null)}
      />
      <Answer query={query}>
        {({ webhookEndpoints }) => (
          <>
            <DataTable
              label={text.list}
              columns={columns}
              rows={webhookEndpoints}
              rowId={(endpoint) => endpoint.id}
              search={{}}
              onSearch={() => undefined}
              empty={
                <Empty icon="external" title={text.empty}>
                  {text.emptyHow}
                </Empty>
              }
            />
            {webhookEndpoints.length > 0 && <Deliveries endpoints={webhookEndpoints} />}
          </>
        )}
      </Answer>
    </>
  );
}

function useColumns(on: {
  edit: (endpoint: Endpoint) => void;
  secret: (secret: string | null) => void;
}): readonly Column<Endpoint>[] {
  const text = useTexts(webhookTexts);
  const { timeZone } = useShop();
  return useMemo(
    () => [
      { id: "name", header: text.name, rowHeader: true, cell: ({ name }) => name },
      { id: "url", header: text.url, cell: ({ url }) => url },
      {
        id: "topics",
        header: text.topics,
        cell: ({ topics }) => (
          <span title={topics.map((topic) => text[topic]).join(", ")}>{text.topicCount(topics.length)}</span>
        ),
      },
      {
        id: "state",
        header: text.state,
        cell: ({ state, failingSince }) => (
          <>
            <StateBadge tone={state === "ENABLED" && failingSince ? "warn" : TONES[state]}>
              {text[state]}
            </StateBadge>
            {failingSince && <div>{text.since(formatInstant(failingSince, timeZone))}</div>}
          </>
        ),
      },
      { id: "createdAt", header: text.createdAt, cell: ({ createdAt }) => <Instant at={createdAt} /> },
      {
        id: "actions",
        header: text.actions,
        cell: (endpoint) => <EndpointActions endpoint={endpoint} onEdit={on.edit} onSecret={on.secret} />,
      },
    ],
    [text, timeZone, on],
  );
}
