import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { pageVariables, useSetSearch } from "../../parts/search.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import { Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { useRight, useShop } from "../../shell/shop.tsx";
import { DifferenceDialog, RollbackDialog } from "./Difference.tsx";
import { RevisionsDocument, type RevisionsQuery } from "./queries.graphql.ts";
import { releasesRoute } from "./screen.ts";
import { releasesTexts } from "./texts.ts";

type Revision = RevisionsQuery["revisions"]["edges"][number]["node"];

const TONES: Readonly<Record<Revision["state"], Tone>> = {
  LIVE: "good",
  DRAFT: "plain",
  SUPERSEDED: "plain",
};

/** Every stored revision with who, when and why; any can be compared with what is live, or made live again. */
export function History() {
  const text = useTexts(releasesTexts);
  const search = releasesRoute.useSearch();
  const setSearch = useSetSearch<typeof search>();
  const query = useQuery(ask(RevisionsDocument, pageVariables(search, 20)));
  const [compared, setCompared] = useState<number | null>(null);
  const [back, setBack] = useState<number | null>(null);
  const { liveRevision } = useShop();
  const columns = useColumns(setCompared, setBack, liveRevision);
  return (
    <Section title={text.history}>
      <Answer query={query}>
        {({ revisions }) => (
          <DataTable
            label={text.history}
            columns={columns}
            rows={revisions.edges.map(({ node }) => node)}
            rowId={({ number }) => String(number)}
            search={search}
            onSearch={setSearch}
            pageInfo={revisions.pageInfo}
            csv="revisions.csv"
            empty={
              <Empty icon="clock" title={text.noRevisions}>
                {text.noRevisionsWhat}
              </Empty>
            }
          />
        )}
      </Answer>
      {liveRevision !== null && (
        <>
          <DifferenceDialog live={liveRevision} number={compared} onClose={() => setCompared(null)} />
          <RollbackDialog live={liveRevision} number={back} onClose={() => setBack(null)} />
        </>
      )}
    </Section>
  );
}

function useColumns(
  onCompare: (number: number) => void,
  onBack: (number: number) => void,
  live: number | null,
): readonly Column<Revision>[] {
  const text = useTexts(releasesTexts);
  const mayPublish = useRight("publish");
  return useMemo(
    () => [
      {
        id: "revision",
        header: text.revision,
        rowHeader: true,
        value: ({ number }) => number,
        cell: ({ number }) => text.rev(number),
      },
      {
        id: "state",
        header: text.state,
        value: ({ state }) => text[state],
        cell: ({ state }) => <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>,
      },
      {
        id: "when",
        header: text.when,
        value: ({ publishedAt, createdAt }) => publishedAt ?? createdAt,
        cell: ({ publishedAt, createdAt }) => <Instant at={publishedAt ?? createdAt} />,
      },
      {
        id: "who",
        header: text.who,
        value: ({ createdByName }) => createdByName,
        cell: ({ createdByName }) => createdByName,
      },
      { id: "note", header: text.noteColumn, value: ({ note }) => note, cell: ({ note }) => note || "–" },
      {
        id: "actions",
        header: text.actions,
        cell: ({ number, state, publishedAt }) =>
          state === "LIVE" || live === null ? null : (
            <Group gap={6} wrap="nowrap">
              <Button
                size="compact-sm"
                variant="default"
                aria-label={text.compareOf(number)}
                onClick={() => onCompare(number)}
              >
                {text.compare}
              </Button>
              {mayPublish && publishedAt !== null && (
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={text.backOf(number)}
                  onClick={() => onBack(number)}
                >
                  {text.back}
                </Button>
              )}
            </Group>
          ),
      },
    ],
    [text, mayPublish, onCompare, onBack, live],
  );
}
