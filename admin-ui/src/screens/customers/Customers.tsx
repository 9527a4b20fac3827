import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { fromTheStart, useSetSearch } from "../../parts/search.ts";
import { Amount, Count, Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { ChoiceFilter, TextFilter } from "../../parts/table/Filters.tsx";
import { CustomerPlaces } from "./CustomerPlaces.tsx";
import { CustomerByEmailDocument, type CustomerRowFragment, CustomersDocument } from "./queries.graphql.ts";
import { ABANDONED, type CustomerSearch, customersRoute } from "./screen.ts";
import { customerTexts } from "./texts.ts";

const PAGE = 50;

/** Customers, with the search and the columns for those who left a cart (S3.21-27). */
export function Customers() {
  const text = useTexts(customerTexts);
  const search = customersRoute.useSearch();
  const setSearch = useSetSearch<CustomerSearch>();
  const typed = search.q ?? "";
  const one = useQuery({ ...ask(CustomerByEmailDocument, { email: typed }), enabled: typed !== "" });
  const many = useQuery({
    ...ask(CustomersDocument, {
      first: PAGE,
      after: search.after ?? null,
      abandoned: search.abandoned ?? "ANY",
    }),
    enabled: typed === "",
  });
  const columns = useColumns();
  const shared = {
    label: text.list,
    columns,
    rowId: (customer: CustomerRowFragment) => customer.id,
    search,
    onSearch: setSearch,
    csv: "customers.csv",
    filters: <Filters />,
    empty: <Nothing />,
  };
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <CustomerPlaces />
      {typed ? (
        <Answer query={one}>
          {({ customer }) => <DataTable {...shared} rows={customer ? [customer] : []} />}
        </Answer>
      ) : (
        <Answer query={many}>
          {({ customers }) => (
            <DataTable
              {...shared}
              rows={customers.edges.map(({ node }) => node)}
              pageInfo={customers.pageInfo}
              forwardsOnly
            />
          )}
        </Answer>
      )}
    </>
  );
}

function Filters() {
  const text = useTexts(customerTexts);
  const search = customersRoute.useSearch();
  const setSearch = useSetSearch<CustomerSearch>();
  return (
    <>
      <TextFilter label={text.search} value={search.q} onChange={(q) => setSearch(fromTheStart({ q }))} />
      <ChoiceFilter
        label={text.abandonedFilter}
        value={search.abandoned}
        options={ABANDONED.map((value) => ({ value, label: `${text.abandonedFilter}: ${text[value]}` }))}
        onChange={(abandoned) => setSearch(fromTheStart<CustomerSearch>({ abandoned }))}
      />
    </>
  );
}

function Nothing() {
  const text = useTexts(customerTexts);
  const { q, abandoned } = customersRoute.useSearch();
  const setSearch = useSetSearch<CustomerSearch>();
  if (q ?? abandoned) {
    const none = { q: undefined, abandoned: undefined };
    return (
      <FilteredEmpty title={text.filtered} onClear={() => setSearch(fromTheStart<CustomerSearch>(none))} />
    );
  }
  return (
    <Empty icon="user" title={text.empty}>
      {text.emptyHow}
    </Empty>
  );
}

function useColumns(): readonly Column<CustomerRowFragment>[] {
  const text = useTexts(customerTexts);
  return useMemo(
    () => [
      {
        id: "email",
        header: text.email,
        rowHeader: true,
        value: ({ email, externalId }) => email ?? externalId ?? "",
        cell: ({ email, externalId }) =>
          isErased(email ?? externalId) ? text.erased : (email ?? externalId ?? "–"),
      },
      { id: "name", header: text.name, value: ({ name }) => name, cell: ({ name }) => name || "–" },
      {
        id: "mark",
        header: text.mark,
        value: ({ abandonedMark }) => abandonedMark,
        cell: ({ abandonedMark }) => abandonedMark,
      },
      {
        id: "day",
        header: text.day,
        value: ({ abandonedOn }) => abandonedOn,
        cell: ({ abandonedOn }) => abandonedOn,
      },
      {
        id: "amount",
        header: text.amount,
        numeric: true,
        value: ({ abandonedAmount }) => abandonedAmount?.amount ?? "",
        cell: ({ abandonedAmount }) => abandonedAmount && <Amount of={abandonedAmount} />,
      },
      {
        id: "orders",
        header: text.orders,
        numeric: true,
        value: ({ orders }) => orders,
        cell: ({ orders }) => <Count of={orders} />,
      },
      {
        id: "spent",
        header: text.spent,
        numeric: true,
        value: ({ spent }) => spent.amount,
        cell: ({ spent }) => <Amount of={spent} />,
      },
      {
        id: "lastOrderAt",
        header: text.lastOrderAt,
        value: ({ lastOrderAt }) => lastOrderAt ?? "",
        cell: ({ lastOrderAt }) => <Instant at={lastOrderAt} />,
      },
      {
        id: "consent",
        header: text.consent,
        cell: ({ email }) =>
          email && !isErased(email) ? (
            <Link to="/customers/consents" search={{ q: email }}>
              {text.toConsent}
            </Link>
          ) : (
            "–"
          ),
      },
      {
        id: "privacy",
        header: text.privacy,
        cell: ({ email, externalId }) =>
          isErased(email ?? externalId) ? (
            "–"
          ) : (
            <Link to="/customers/privacy" search={{ q: email ?? `id:${externalId}` }}>
              {text.toPrivacy}
            </Link>
          ),
      },
      {
        id: "number",
        header: text.number,
        optional: true,
        value: ({ externalId }) => externalId ?? "",
        cell: ({ externalId }) => externalId ?? "–",
      },
      {
        id: "member",
        header: text.member,
        optional: true,
        value: ({ joinedAt }) => joinedAt ?? "",
        cell: ({ joinedAt }) => <Instant at={joinedAt} />,
      },
      { id: "tier", header: text.tier, optional: true, value: ({ tier }) => tier, cell: ({ tier }) => tier },
      {
        id: "tags",
        header: text.tags,
        optional: true,
        value: ({ tags }) => tags.join(" "),
        cell: ({ tags }) => tags.join(", "),
      },
      {
        id: "blocked",
        header: text.blocked,
        optional: true,
        value: ({ blocked }) => (blocked ? text.YES : ""),
        cell: ({ blocked }) => (blocked ? text.YES : ""),
      },
    ],
    [text],
  );
}

/** Whether an erasure left a pseudonym there. */
const isErased = (known: string | null) => known?.startsWith("erased-") ?? false;
