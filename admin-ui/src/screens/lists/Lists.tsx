import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { fromTheStart, useSetSearch } from "../../parts/search.ts";
import { Count } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import classes from "./lists.module.css";
import { ProductLinks } from "./ProductLinks.tsx";
import { ListsDocument, type ListsQuery } from "./queries.graphql.ts";
import { Sent } from "./Sent.tsx";
import { type ListsSearch, listsRoute, SEGMENTS } from "./screen.ts";
import { listTexts } from "./texts.ts";

type Row = ListsQuery["lists"][number];

const ALL = "ALL";

/** All lists under their tabs, and what was sent to them last (S2.5-10). */
export function Lists() {
  const text = useTexts(listTexts);
  const search = listsRoute.useSearch();
  const setSearch = useSetSearch<ListsSearch>();
  const query = useQuery(ask(ListsDocument, { segment: search.segment ?? null }));
  const columns = useColumns();
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <Tabs
        value={search.segment}
        onChange={(segment) => setSearch(fromTheStart<ListsSearch>({ segment }))}
      />
      <Answer query={query}>
        {({ lists }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={lists}
            rowId={(row) => row.name}
            search={search}
            onSearch={setSearch}
            sortable
            csv="lists.csv"
            empty={
              search.segment ? (
                <FilteredEmpty title={text.emptyTab} onClear={() => setSearch({ segment: undefined })} />
              ) : (
                <Empty icon="list" title={text.empty}>
                  {text.emptyHow}
                </Empty>
              )
            }
          />
        )}
      </Answer>
      <Sent />
    </>
  );
}

function Tabs(props: { value: ListsSearch["segment"]; onChange: (segment: ListsSearch["segment"]) => void }) {
  const text = useTexts(listTexts);
  return (
    <div className={classes.tabs}>
      <SegmentedControl
        aria-label={text.tabs}
        value={props.value ?? ALL}
        onChange={(next) => props.onChange(SEGMENTS.find((segment) => segment === next))}
        data={[{ value: ALL, label: text.all }, ...SEGMENTS.map((value) => ({ value, label: text[value] }))]}
      />
    </div>
  );
}

function useColumns(): readonly Column<Row>[] {
  const text = useTexts(listTexts);
  return useMemo(() => {
    const count = (id: "active" | "left" | "stopped"): Column<Row> => ({
      id,
      header: text[id],
      numeric: true,
      value: ({ readers }) => readers[id],
      cell: ({ readers }) => <Count of={readers[id]} />,
    });
    return [
      {
        id: "name",
        header: text.name,
        rowHeader: true,
        value: ({ title, name }) => title || name,
        cell: ({ title, name }) => (
          <div className={classes.name}>
            <Link to="/lists/$list" params={{ list: name }}>
              {title || name}
            </Link>
          </div>
        ),
      },
      {
        id: "segment",
        header: text.segment,
        value: ({ segment }) => text[segment],
        cell: ({ segment }) => text[segment],
      },
      {
        id: "products",
        header: text.products,
        value: ({ skus }) => skus.join(" "),
        cell: ({ skus }) => <ProductLinks skus={skus} />,
      },
      count("active"),
      count("left"),
      count("stopped"),
      {
        id: "rule",
        header: text.rule,
        optional: true,
        value: ({ rule }) => rule ?? "",
        cell: ({ rule }) => rule ?? "–",
      },
    ];
  }, [text]);
}
