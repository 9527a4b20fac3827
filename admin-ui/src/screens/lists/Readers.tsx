import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { fromTheStart, pageVariables, useSetSearch } from "../../parts/search.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import { Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { ChoiceFilter, TextFilter } from "../../parts/table/Filters.tsx";
import { useListCsv } from "../../parts/table/useListCsv.ts";
import { useRight } from "../../shell/shop.tsx";
import { ReadersCsvDocument, ReadersDocument, type ReadersQuery } from "./queries.graphql.ts";
import { Steps } from "./Steps.tsx";
import { listRoute, READER_STATES, type ReadersSearch } from "./screen.ts";
import { listTexts } from "./texts.ts";

type Reader = ReadersQuery["readers"]["edges"][number]["node"];

const TONES: Readonly<Record<Reader["state"], Tone>> = {
  ACTIVE: "good",
  LEFT: "plain",
  STOPPED_BY_REFUND: "warn",
};

/** Who is on a list, with their telephone numbers where they are known (S2.18). */
export function Readers({ list }: { list: string }) {
  const text = useTexts(listTexts);
  const search = listRoute.useSearch();
  const setSearch = useSetSearch<ReadersSearch>();
  const pii = useRight("pii");
  const [open, setOpen] = useState<string | null>(null);
  const filter = {
    list,
    state: search.state ?? null,
    mobile: search.mobile === "YES",
    email: pii ? (search.q ?? null) : null,
  };
  const query = useQuery(ask(ReadersDocument, { ...pageVariables(search), filter, pii }));
  const csv = useListCsv(ReadersCsvDocument, { filter }, ({ readersExport }) => readersExport);
  const columns = useColumns(setOpen);
  return (
    <>
      <Answer query={query}>
        {({ readers }) => (
          <DataTable
            label={text.readersList}
            columns={columns}
            rows={readers.edges.map(({ node }) => node)}
            rowId={(reader) => reader.id}
            search={search}
            onSearch={setSearch}
            pageInfo={readers.pageInfo}
            csv={csv}
            filters={<Filters />}
            empty={<Nothing />}
          />
        )}
      </Answer>
      {open && <Steps id={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function Filters() {
  const text = useTexts(listTexts);
  const search = listRoute.useSearch();
  const setSearch = useSetSearch<ReadersSearch>();
  const pii = useRight("pii");
  const change = (patch: Partial<ReadersSearch>) => setSearch(fromTheStart(patch));
  return (
    <>
      {pii && <TextFilter label={text.search} value={search.q} onChange={(q) => change({ q })} />}
      <ChoiceFilter
        label={text.state}
        value={search.state}
        options={READER_STATES.map((value) => ({ value, label: text[value] }))}
        onChange={(state) => change({ state })}
      />
      <ChoiceFilter
        label={text.mobile}
        value={search.mobile}
        options={[{ value: "YES" as const, label: `${text.mobile}: ${text.YES}` }]}
        onChange={(mobile) => change({ mobile })}
      />
    </>
  );
}

function Nothing() {
  const text = useTexts(listTexts);
  const { q, state, mobile } = listRoute.useSearch();
  const setSearch = useSetSearch<ReadersSearch>();
  if (q ?? state ?? mobile) {
    const none = { q: undefined, state: undefined, mobile: undefined };
    return (
      <FilteredEmpty
        title={text.readersFiltered}
        onClear={() => setSearch(fromTheStart<ReadersSearch>(none))}
      />
    );
  }
  return (
    <Empty icon="user" title={text.readersEmpty}>
      {text.readersEmptyHow}
    </Empty>
  );
}

function useColumns(onOpen: (id: string) => void): readonly Column<Reader>[] {
  const text = useTexts(listTexts);
  const pii = useRight("pii");
  return useMemo(() => {
    const own = (id: "email" | "phone" | "name", header: string): Column<Reader> => ({
      id,
      header,
      value: (reader) => reader[id] ?? "",
      cell: (reader) => reader[id] || "–",
    });
    const instant = (id: "joinedAt" | "endedAt", optional = false): Column<Reader> => ({
      id,
      header: text[id],
      optional,
      value: (reader) => reader[id] ?? "",
      cell: (reader) => <Instant at={reader[id]} />,
    });
    return [
      ...(pii ? [own("email", text.email), own("name", text.reader), own("phone", text.phone)] : []),
      {
        id: "mobile",
        header: text.mobile,
        optional: pii,
        value: ({ mobile }) => (mobile ? text.YES : ""),
        cell: ({ mobile }) => (mobile ? text.YES : "–"),
      },
      {
        id: "state",
        header: text.state,
        value: ({ state }) => text[state],
        cell: ({ state }) => <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>,
      },
      instant("joinedAt"),
      instant("endedAt", true),
      {
        id: "order",
        header: text.order,
        value: ({ orderId }) => orderId,
        cell: ({ orderId }) =>
          orderId ? (
            <Link to="/orders/$orderId" params={{ orderId }}>
              {orderId}
            </Link>
          ) : (
            "–"
          ),
      },
      { id: "sku", header: text.product, value: ({ sku }) => sku, cell: ({ sku }) => sku || "–" },
      {
        id: "steps",
        header: text.steps,
        cell: ({ id }) => (
          <Button size="compact-xs" variant="default" onClick={() => onOpen(id)}>
            {text.steps}
          </Button>
        ),
      },
    ];
  }, [text, pii, onOpen]);
}
