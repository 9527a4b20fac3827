import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../../api/query.ts";
import { formatDayOf } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { dayAfter, instantOf } from "../../i18n/zone.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { fromTheStart, pageVariables, useSetSearch } from "../../parts/search.ts";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { DayFilter } from "../../parts/table/DayFilter.tsx";
import { ChoiceFilter, TextFilter } from "../../parts/table/Filters.tsx";
import { useRight, useShop } from "../../shell/shop.tsx";
import { useCartColumns } from "./columns.tsx";
import { Detail } from "./Detail.tsx";
import { type CartRowFragment, CartsDocument } from "./queries.graphql.ts";
import { Remind } from "./Remind.tsx";
import { type CartSearch, cartsRoute, LEFT_AT, PAGES, YES_NO } from "./screen.ts";
import { Totals } from "./Totals.tsx";
import { cartTexts } from "./texts.ts";

const DAY_MS = 86_400_000;
const USUAL_DAYS = 30;

/** Carts that were left: the seed's searches and columns, totals of the period, reminders by hand (S3.2, S3.20-35). */
export function Carts() {
  const text = useTexts(cartTexts);
  const search = cartsRoute.useSearch();
  const setSearch = useSetSearch<CartSearch>();
  const { timeZone } = useShop();
  const pii = useRight("pii");
  const mayRemind = useRight("messages");
  const [open, setOpen] = useState<string | null>(null);
  const [reminding, setReminding] = useState<{ ids: readonly string[]; clear: () => void } | null>(null);
  const filter = {
    abandoned: search.abandoned ?? ("YES" as const),
    recovered: search.recovered ?? ("ANY" as const),
    left: search.left ?? null,
    page: search.page ?? null,
    email: pii ? (search.q ?? null) : null,
    since: search.since ? instantOf(search.since, timeZone) : null,
    until: search.until ? instantOf(dayAfter(search.until), timeZone) : null,
  };
  const query = useQuery(ask(CartsDocument, { ...pageVariables(search), filter, pii }));
  const columns = useCartColumns(setOpen);
  const today = formatDayOf(new Date().toISOString(), timeZone).replaceAll("/", "-");
  const last = search.until ?? today;
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <Totals since={search.since ?? daysBefore(last, USUAL_DAYS - 1)} until={dayAfter(last)} last={last} />
      <Answer query={query}>
        {({ carts }) => {
          const rows = carts.edges.map(({ node }) => node);
          return (
            <>
              <DataTable
                label={text.list}
                columns={columns}
                rows={rows}
                rowId={(cart) => cart.id}
                search={search}
                onSearch={setSearch}
                pageInfo={carts.pageInfo}
                csv="carts.csv"
                filters={<Filters />}
                empty={<Nothing />}
                {...(mayRemind && {
                  selection: (chosen: readonly CartRowFragment[], clear: () => void) => (
                    <Button
                      size="compact-sm"
                      onClick={() => setReminding({ ids: chosen.map(({ id }) => id), clear })}
                    >
                      {text.remind(chosen.length)}
                    </Button>
                  ),
                })}
              />
              {open && <Detail id={open} onClose={() => setOpen(null)} />}
            </>
          );
        }}
      </Answer>
      {reminding && (
        <Remind
          cartIds={reminding.ids}
          onClose={() => setReminding(null)}
          onDone={() => {
            reminding.clear();
            setReminding(null);
          }}
        />
      )}
    </>
  );
}

function Filters() {
  const text = useTexts(cartTexts);
  const search = cartsRoute.useSearch();
  const setSearch = useSetSearch<CartSearch>();
  const pii = useRight("pii");
  const change = (patch: Partial<CartSearch>) => setSearch(fromTheStart(patch));
  const yesNo = (label: string) => YES_NO.map((value) => ({ value, label: `${label}: ${text[value]}` }));
  const named = <Value extends "CART" | "CONFIRM" | "FORM" | "SHOP" | "LP">(values: readonly Value[]) =>
    values.map((value) => ({ value, label: text[value] }));
  return (
    <>
      {pii && <TextFilter label={text.search} value={search.q} onChange={(q) => change({ q })} />}
      <ChoiceFilter
        label={text.stateFilter}
        value={search.abandoned === "NO" ? "NO" : search.abandoned === "ANY" ? undefined : "YES"}
        options={yesNo(text.stateFilter)}
        onChange={(chosen) => change({ abandoned: chosen === "YES" ? undefined : (chosen ?? "ANY") })}
      />
      <ChoiceFilter
        label={text.recoveredFilter}
        value={search.recovered}
        options={yesNo(text.recoveredFilter)}
        onChange={(recovered) => change({ recovered })}
      />
      <ChoiceFilter
        label={text.leftFilter}
        value={search.left}
        options={named(LEFT_AT)}
        onChange={(left) => change({ left })}
      />
      <ChoiceFilter
        label={text.pageFilter}
        value={search.page}
        options={named(PAGES)}
        onChange={(page) => change({ page })}
      />
      <DayFilter label={text.since} value={search.since} onChange={(since) => change({ since })} />
      <DayFilter label={text.until} value={search.until} onChange={(until) => change({ until })} />
    </>
  );
}

function Nothing() {
  const text = useTexts(cartTexts);
  const { q, abandoned, recovered, left, page, since, until } = cartsRoute.useSearch();
  const setSearch = useSetSearch<CartSearch>();
  if (!(q ?? abandoned ?? recovered ?? left ?? page ?? since ?? until)) {
    return (
      <Empty icon="cart" title={text.empty}>
        {text.emptyHow}
      </Empty>
    );
  }
  const none = {
    q: undefined,
    abandoned: undefined,
    recovered: undefined,
    left: undefined,
    page: undefined,
    since: undefined,
    until: undefined,
  };
  return <FilteredEmpty title={text.filtered} onClear={() => setSearch(fromTheStart<CartSearch>(none))} />;
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(day) - days * DAY_MS).toISOString().slice(0, 10);
}
