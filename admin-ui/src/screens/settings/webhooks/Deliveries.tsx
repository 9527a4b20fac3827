import { Button, Code, Group, Stack, Table, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { ask, POLL_MS } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { fromTheStart, pageVariables, useSetSearch } from "../../../parts/search.ts";
import { StateBadge, type Tone } from "../../../parts/show/Badge.tsx";
import { toast } from "../../../parts/show/toast.ts";
import { Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { Empty, FilteredEmpty } from "../../../parts/states/Empty.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import type { Column } from "../../../parts/table/column.ts";
import { DataTable } from "../../../parts/table/DataTable.tsx";
import { ChoiceFilter } from "../../../parts/table/Filters.tsx";
import { DELIVERY_STATES, type WebhookSearch, webhooksRoute } from "../screen.ts";
import {
  WebhookDeliveriesDocument,
  type WebhookDeliveriesQuery,
  WebhookReplayDocument,
} from "./queries.graphql.ts";
import { webhookTexts } from "./texts.ts";
import type { Endpoint } from "./topics.ts";

type Delivery = WebhookDeliveriesQuery["webhookDeliveries"]["edges"][number]["node"];

const TONES: Readonly<Record<Delivery["state"], Tone>> = {
  WAITING: "info",
  CLAIMED: "info",
  DELIVERED: "good",
  DEAD: "bad",
};

/** What was sent to endpoints, with every try and its answer. */
export function Deliveries({ endpoints }: { endpoints: readonly Endpoint[] }) {
  const text = useTexts(webhookTexts);
  const search = webhooksRoute.useSearch();
  const setSearch = useSetSearch<WebhookSearch>();
  const [open, setOpen] = useState<string | null>(null);
  const query = useQuery({
    ...ask(WebhookDeliveriesDocument, {
      ...pageVariables(search),
      endpointId: search.endpoint ?? null,
      state: search.state ?? null,
    }),
    refetchInterval: POLL_MS,
  });
  const columns = useColumns(endpoints, setOpen);
  const filtered = search.endpoint !== undefined || search.state !== undefined;
  return (
    <Stack gap="sm" mt="xl">
      <Title order={2} size="h3">
        {text.deliveries}
      </Title>
      <Answer query={query}>
        {({ webhookDeliveries }) => {
          const rows = webhookDeliveries.edges.map(({ node }) => node);
          const shown = rows.find(({ id }) => id === open);
          return (
            <>
              <DataTable
                label={text.deliveries}
                columns={columns}
                rows={rows}
                rowId={(row) => row.id}
                search={search}
                onSearch={setSearch}
                pageInfo={webhookDeliveries.pageInfo}
                filters={<Filters endpoints={endpoints} />}
                empty={
                  filtered ? (
                    <FilteredEmpty
                      title={text.filtered}
                      onClear={() =>
                        setSearch(fromTheStart<WebhookSearch>({ endpoint: undefined, state: undefined }))
                      }
                    />
                  ) : (
                    <Empty icon="mail" title={text.noneYet}>
                      {text.noneYetHow}
                    </Empty>
                  )
                }
              />
              {shown && <Detail delivery={shown} onClose={() => setOpen(null)} />}
            </>
          );
        }}
      </Answer>
    </Stack>
  );
}

function Filters({ endpoints }: { endpoints: readonly Endpoint[] }) {
  const text = useTexts(webhookTexts);
  const search = webhooksRoute.useSearch();
  const setSearch = useSetSearch<WebhookSearch>();
  return (
    <>
      <ChoiceFilter
        label={text.endpoint}
        value={search.endpoint}
        options={endpoints.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(endpoint) => setSearch(fromTheStart<WebhookSearch>({ endpoint }))}
      />
      <ChoiceFilter
        label={text.deliveryState}
        value={search.state}
        options={DELIVERY_STATES.map((value) => ({ value, label: text[value] }))}
        onChange={(state) => setSearch(fromTheStart<WebhookSearch>({ state }))}
      />
    </>
  );
}

function useColumns(
  endpoints: readonly Endpoint[],
  onOpen: (id: string) => void,
): readonly Column<Delivery>[] {
  const text = useTexts(webhookTexts);
  return useMemo(() => {
    const names = new Map(endpoints.map(({ id, name }) => [id, name]));
    return [
      { id: "createdAt", header: text.happenedAt, cell: ({ createdAt }) => <Instant at={createdAt} /> },
      { id: "topic", header: text.topic, rowHeader: true, cell: ({ topic }) => text[topic] },
      { id: "endpoint", header: text.endpoint, cell: ({ endpointId }) => names.get(endpointId) ?? "–" },
      {
        id: "state",
        header: text.deliveryState,
        cell: ({ state }) => <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>,
      },
      {
        id: "tries",
        header: text.tries,
        numeric: true,
        cell: ({ attempts }) => attempts.at(-1)?.number ?? 0,
      },
      {
        id: "deliveredAt",
        header: text.deliveredAt,
        cell: ({ deliveredAt }) => <Instant at={deliveredAt} />,
      },
      { id: "nextTryAt", header: text.nextTryAt, cell: ({ nextTryAt }) => <Instant at={nextTryAt} /> },
      {
        id: "details",
        header: text.details,
        cell: ({ id }) => (
          <Button size="compact-sm" variant="default" onClick={() => onOpen(id)}>
            {text.details}
          </Button>
        ),
      },
    ];
  }, [endpoints, text, onOpen]);
}

function Detail({ delivery, onClose }: { delivery: Delivery; onClose: () => void }) {
  const text = useTexts(webhookTexts);
  const state = useTexts(stateTexts);
  const [key] = useState(newKey);
  const replay = useAct(WebhookReplayDocument, (result) => result.webhookReplay, {
    onDone: ({ count }) => {
      toast(text.replayed(count));
      onClose();
    },
  });
  return (
    <Dialog opened onClose={onClose} title={text.detailsTitle}>
      <Stack gap="md">
        <div>
          {text.eventId}
          <br />
          <Code>{delivery.eventId}</Code>
        </div>
        <div>
          {text.body}
          <Code block>{JSON.stringify(JSON.parse(delivery.body), null, 2)}</Code>
        </div>
        {delivery.attempts.length === 0 ? <div>{text.untried}</div> : <Tries of={delivery} />}
        {replay.error && <Banner kind="bad">{sentence(replay.error, state)}</Banner>}
        <Group justify="flex-end">
          <Button
            loading={replay.isPending}
            onClick={() =>
              replay.mutate({
                input: { endpointId: delivery.endpointId, deliveryId: delivery.id, idempotencyKey: key },
              })
            }
          >
            {text.replay}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Tries({ of }: { of: Delivery }) {
  const text = useTexts(webhookTexts);
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{text.try}</Table.Th>
          <Table.Th scope="col">{text.at}</Table.Th>
          <Table.Th scope="col">{text.status}</Table.Th>
          <Table.Th scope="col">{text.reason}</Table.Th>
          <Table.Th scope="col">{text.took}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {of.attempts.map((attempt) => (
          <Table.Tr key={attempt.number}>
            <Table.Td>{attempt.number}</Table.Td>
            <Table.Td>
              <Instant at={attempt.at} />
            </Table.Td>
            <Table.Td>{attempt.status ?? text.noAnswer}</Table.Td>
            <Table.Td>{attempt.reason}</Table.Td>
            <Table.Td>{attempt.milliseconds} ms</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
