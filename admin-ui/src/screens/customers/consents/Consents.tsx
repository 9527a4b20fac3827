import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { fromTheStart, pageVariables, useSetSearch } from "../../../parts/search.ts";
import { StateBadge } from "../../../parts/show/Badge.tsx";
import { Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../../parts/states/Empty.tsx";
import type { Column } from "../../../parts/table/column.ts";
import { DataTable } from "../../../parts/table/DataTable.tsx";
import { ChoiceFilter, TextFilter } from "../../../parts/table/Filters.tsx";
import { useListCsv } from "../../../parts/table/useListCsv.ts";
import { CustomerPlaces } from "../CustomerPlaces.tsx";
import { ACTS, type ConsentSearch, consentsRoute } from "../screen.ts";
import { addressOf } from "./address.ts";
import { ConsentsCsvDocument, ConsentsDocument, type ConsentsQuery } from "./queries.graphql.ts";
import { Stands } from "./Stands.tsx";
import { consentTexts } from "./texts.ts";

type Entry = ConsentsQuery["consents"]["edges"][number]["node"];

/** The ledger of consents with its evidence, of all or of one address, which can be withdrawn or stopped (J1, J2, J4). */
export function Consents() {
  const text = useTexts(consentTexts);
  const search = consentsRoute.useSearch();
  const setSearch = useSetSearch<ConsentSearch>();
  const address = addressOf(search.q ?? "");
  const halfTyped = search.q !== undefined && address === null;
  const query = useQuery(
    ask(ConsentsDocument, { ...pageVariables(search), filter: { address, act: search.act ?? null } }),
  );
  const csv = useListCsv(ConsentsCsvDocument, { address }, ({ consentsExport }) => consentsExport);
  const columns = useColumns();
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <CustomerPlaces />
      {address && <Stands of={address} />}
      <Answer query={query}>
        {({ consents }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={halfTyped ? [] : consents.edges.map(({ node }) => node)}
            rowId={({ id }) => id}
            search={search}
            onSearch={setSearch}
            pageInfo={consents.pageInfo}
            csv={csv}
            filters={<Filters />}
            empty={<Nothing />}
          />
        )}
      </Answer>
    </>
  );
}

function Filters() {
  const text = useTexts(consentTexts);
  const search = consentsRoute.useSearch();
  const setSearch = useSetSearch<ConsentSearch>();
  return (
    <>
      <TextFilter label={text.search} value={search.q} onChange={(q) => setSearch(fromTheStart({ q }))} />
      <ChoiceFilter
        label={text.act}
        value={search.act}
        options={ACTS.map((value) => ({ value, label: text[value] }))}
        onChange={(act) => setSearch(fromTheStart<ConsentSearch>({ act }))}
      />
    </>
  );
}

function Nothing() {
  const text = useTexts(consentTexts);
  const { q, act } = consentsRoute.useSearch();
  const setSearch = useSetSearch<ConsentSearch>();
  if (q ?? act) {
    const none = { q: undefined, act: undefined };
    return (
      <FilteredEmpty title={text.filtered} onClear={() => setSearch(fromTheStart<ConsentSearch>(none))} />
    );
  }
  return (
    <Empty icon="shield" title={text.empty}>
      {text.emptyHow}
    </Empty>
  );
}

function useColumns(): readonly Column<Entry>[] {
  const text = useTexts(consentTexts);
  return useMemo(() => {
    const plain = (id: "wording" | "version" | "source" | "ip", optional = false): Column<Entry> => ({
      id,
      header: text[id],
      optional,
      value: (entry) => entry[id],
      cell: (entry) => entry[id] || "–",
    });
    return [
      { id: "at", header: text.at, value: ({ at }) => at, cell: ({ at }) => <Instant at={at} /> },
      {
        id: "address",
        header: text.address,
        rowHeader: true,
        value: ({ address }) => address,
        cell: ({ address }) => address || text.erased,
      },
      {
        id: "act",
        header: text.act,
        value: ({ act }) => text[act],
        cell: ({ act }) => <StateBadge tone={act === "GIVEN" ? "good" : "warn"}>{text[act]}</StateBadge>,
      },
      {
        id: "channel",
        header: text.channel,
        value: ({ channel }) => text[channel],
        cell: ({ channel }) => text[channel],
      },
      plain("wording"),
      plain("source"),
      {
        id: "scope",
        header: text.scope,
        value: ({ scope }) => scope,
        cell: ({ scope }) => scope || text.everything,
      },
      plain("version", true),
      plain("ip", true),
      {
        id: "hash",
        header: text.hash,
        optional: true,
        value: ({ addressHash }) => addressHash,
        cell: ({ addressHash }) => addressHash.slice(0, 12),
      },
    ];
  }, [text]);
}
