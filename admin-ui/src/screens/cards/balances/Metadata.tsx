import { Group, Stack, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { useSetSearch } from "../../../parts/search.ts";
import { Amount, Count } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import type { Column } from "../../../parts/table/column.ts";
import { TextFilter } from "../../../parts/table/Filters.tsx";
import { PlainTable } from "../../../parts/table/PlainTable.tsx";
import { balancesRoute } from "../screen.ts";
import { CardMetadataDocument, type CardMetadataQuery } from "./queries.graphql.ts";
import { balanceTexts } from "./texts.ts";

type Value = CardMetadataQuery["giftCardMetadata"][number];

const USUAL_NAME = "booking_id";

/** Which values of a metadata name were credited most; each leads to its cards (S5.27). */
export function Metadata() {
  const text = useTexts(balanceTexts);
  const { meta = USUAL_NAME } = balancesRoute.useSearch();
  const setSearch = useSetSearch<{ meta?: string }>();
  const query = useQuery({ ...ask(CardMetadataDocument, { name: meta }), placeholderData: keepPreviousData });
  const columns = useColumns(meta);
  return (
    <Section title={text.metadata}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {text.metadataHint}
        </Text>
        <Group>
          <TextFilter label={text.name} value={meta} onChange={(next) => setSearch({ meta: next })} />
        </Group>
        <Answer query={query}>
          {({ giftCardMetadata }) =>
            giftCardMetadata.length === 0 ? (
              <div>{text.noMetadata}</div>
            ) : (
              <PlainTable
                label={text.metadata}
                columns={columns}
                rows={giftCardMetadata}
                rowId={({ value }) => value}
              />
            )
          }
        </Answer>
      </Stack>
    </Section>
  );
}

function useColumns(meta: string): readonly Column<Value>[] {
  const text = useTexts(balanceTexts);
  return useMemo(
    () => [
      {
        id: "value",
        header: text.value,
        rowHeader: true,
        cell: ({ value }) => (
          <Link to="/gift-cards" search={{ meta, value }}>
            {value}
          </Link>
        ),
      },
      { id: "cards", header: text.count, numeric: true, cell: ({ cards }) => <Count of={cards} /> },
      {
        id: "credited",
        header: text.credited,
        numeric: true,
        cell: ({ credited }) => <Amount of={credited} />,
      },
    ],
    [text, meta],
  );
}
