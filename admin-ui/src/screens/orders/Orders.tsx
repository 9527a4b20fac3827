import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { fromTheStart, pageVariables, useSetSearch } from "../../parts/search.ts";
import { Amount, Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { ChoiceFilter, TextFilter } from "../../parts/table/Filters.tsx";
import { useListCsv } from "../../parts/table/useListCsv.ts";
import { useRight } from "../../shell/shop.tsx";
import { OrdersCsvDocument } from "./export.graphql.ts";
import { OrderBadges } from "./OrderBadges.tsx";
import { OrderByNumberDocument, type OrderRowFragment, OrdersDocument } from "./queries.graphql.ts";
import { type OrderSearch, ordersRoute, RECOVERED } from "./screen.ts";
import { orderTexts } from "./texts.ts";

/** Orders, newest first; of one buyer, or one by its number. */
export function Orders() {
  const text = useTexts(orderTexts);
  const search = ordersRoute.useSearch();
  const setSearch = useSetSearch<OrderSearch>();
  const pii = useRight("pii");
  const typed = search.q ?? "";
  const byNumber = typed !== "" && !typed.includes("@");
  const one = useQuery({ ...ask(OrderByNumberDocument, { externalId: typed, pii }), enabled: byNumber });
  const filter = {
    email: typed.includes("@") ? typed : null,
    recovered: search.recovered ?? ("ANY" as const),
  };
  const many = useQuery({
    ...ask(OrdersDocument, { ...pageVariables(search), filter, pii }),
    enabled: !byNumber,
  });
  const csv = useListCsv(OrdersCsvDocument, { filter }, ({ ordersExport }) => ordersExport);
  const columns = useColumns();
  const shared = {
    label: text.list,
    columns,
    rowId: (order: OrderRowFragment) => order.id,
    search,
    onSearch: setSearch,
    filters: (
      <>
        <TextFilter
          label={pii ? text.search : text.searchNumber}
          value={search.q}
          onChange={(q) => setSearch(fromTheStart({ q }))}
        />
        <ChoiceFilter
          label={text.recovered}
          value={search.recovered}
          options={RECOVERED.map((value) => ({ value, label: `${text.recovered}: ${text[value]}` }))}
          onChange={(recovered) => setSearch(fromTheStart<OrderSearch>({ recovered }))}
        />
      </>
    ),
    empty: <Nothing />,
  };
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      {byNumber ? (
        <Answer query={one}>
          {({ order }) => <DataTable {...shared} csv={csv && "orders.csv"} rows={order ? [order] : []} />}
        </Answer>
      ) : (
        <Answer query={many}>
          {({ orders }) => (
            <DataTable
              {...shared}
              rows={orders.edges.map(({ node }) => node)}
              total={orders.totalCount}
              pageInfo={orders.pageInfo}
              csv={csv}
            />
          )}
        </Answer>
      )}
    </>
  );
}

function Nothing() {
  const text = useTexts(orderTexts);
  const { q, recovered } = ordersRoute.useSearch();
  const setSearch = useSetSearch<OrderSearch>();
  if (q ?? recovered) {
    const none = { q: undefined, recovered: undefined };
    return <FilteredEmpty title={text.filtered} onClear={() => setSearch(fromTheStart<OrderSearch>(none))} />;
  }
  return (
    <Empty icon="list" title={text.empty}>
      {text.emptyHow}
    </Empty>
  );
}

function useColumns(): readonly Column<OrderRowFragment>[] {
  const text = useTexts(orderTexts);
  const pii = useRight("pii");
  return useMemo(() => {
    const buyer: Column<OrderRowFragment> = {
      id: "buyer",
      header: text.buyer,
      value: (order) => order.buyer?.email ?? "",
      cell: (order) => order.buyer?.email ?? "–",
    };
    return [
      {
        id: "number",
        header: text.number,
        rowHeader: true,
        value: ({ externalId }) => externalId,
        cell: ({ externalId }) => (
          <Link to="/orders/$orderId" params={{ orderId: externalId }}>
            {externalId}
          </Link>
        ),
      },
      {
        id: "state",
        header: text.state,
        value: ({ state }) => text[state],
        cell: (order) => <OrderBadges of={order} />,
      },
      {
        id: "placedAt",
        header: text.placedAt,
        value: ({ placedAt }) => placedAt,
        cell: ({ placedAt }) => <Instant at={placedAt} />,
      },
      ...(pii ? [buyer] : []),
      {
        id: "total",
        header: text.total,
        numeric: true,
        value: ({ quote }) => quote.total.amount,
        cell: ({ quote }) => <Amount of={quote.total} />,
      },
      {
        id: "discount",
        header: text.discount,
        numeric: true,
        value: ({ quote }) => quote.discount.amount,
        cell: ({ quote }) => <Amount of={quote.discount} />,
      },
      {
        id: "codes",
        header: text.codes,
        value: ({ codes }) => codes.join(" "),
        cell: ({ codes }) => codes.join(", ") || "–",
      },
      {
        id: "recovered",
        header: text.recovered,
        optional: true,
        value: ({ recoveredMark }) => recoveredMark,
        cell: ({ recoveredMark }) => recoveredMark,
      },
      {
        id: "channel",
        header: text.channel,
        optional: true,
        value: ({ channel }) => channel,
        cell: ({ channel }) => channel || "–",
      },
    ];
  }, [text, pii]);
}
