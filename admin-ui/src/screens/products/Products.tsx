import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { useSetSearch } from "../../parts/search.ts";
import { Amount } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { useRight } from "../../shell/shop.tsx";
import { ProductsDocument, type ProductsQuery } from "./queries.graphql.ts";
import { productsRoute } from "./screen.ts";
import { productsTexts } from "./texts.ts";

type Product = ProductsQuery["products"]["edges"][number]["node"];

const PAGE = 100;

/** The shop's catalogue as rules see it. */
export function Products() {
  const text = useTexts(productsTexts);
  const search = productsRoute.useSearch();
  const setSearch = useSetSearch<typeof search>();
  const query = useQuery(ask(ProductsDocument, { first: PAGE, after: search.after ?? null }));
  const columns = useColumns();
  const mayImport = useRight("catalog");
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          mayImport && (
            <Button
              component={Link}
              to="/products/import"
              variant="default"
              leftSection={<Icon name="plus" size={16} />}
            >
              {text.import}
            </Button>
          )
        }
      >
        {text.lead}
      </PageHeader>
      <Answer query={query}>
        {({ products }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={products.edges.map(({ node }) => node)}
            rowId={(product) => product.id}
            search={search}
            onSearch={setSearch}
            sortable={!products.pageInfo.hasNextPage && search.after === undefined}
            total={products.totalCount}
            pageInfo={products.pageInfo}
            forwardsOnly
            csv="products.csv"
            empty={
              <Empty icon="box" title={text.empty}>
                {text.emptyHow}
              </Empty>
            }
          />
        )}
      </Answer>
    </>
  );
}

function useColumns(): readonly Column<Product>[] {
  const text = useTexts(productsTexts);
  return useMemo(() => {
    const word = (key: string) => (text as Record<string, unknown>)[key]?.toString() ?? key;
    const yesNo = (id: "couponEntry" | "couponDiscount" | "sandbox", optional = false): Column<Product> => ({
      id,
      header: text[id],
      optional,
      value: (product) => (product[id] ? text.yes : text.no),
      cell: (product) => (product[id] ? text.yes : text.no),
    });
    const plain = (
      id: "sku" | "name" | "category",
      more: Partial<Column<Product>> = {},
    ): Column<Product> => ({
      id,
      header: text[id],
      value: (product) => product[id],
      cell: (product) => product[id] || "–",
      ...more,
    });
    return [
      plain("sku", {
        rowHeader: true,
        cell: ({ sku }) => (
          <Link to="/products/$sku" params={{ sku }}>
            {sku}
          </Link>
        ),
      }),
      plain("name"),
      {
        id: "price",
        header: text.price,
        numeric: true,
        value: ({ price }) => price.amount,
        cell: ({ price }) => <Amount of={price} />,
      },
      {
        id: "tax",
        header: text.tax,
        numeric: true,
        optional: true,
        value: ({ taxPercent }) => Number(taxPercent),
        cell: ({ taxPercent }) => `${taxPercent}%`,
      },
      { id: "kind", header: text.kind, value: ({ kind }) => word(kind), cell: ({ kind }) => word(kind) },
      { id: "sold", header: text.sold, value: ({ sold }) => word(sold), cell: ({ sold }) => word(sold) },
      plain("category", { optional: true }),
      {
        id: "tags",
        header: text.tags,
        optional: true,
        value: ({ tags }) => tags.join(" "),
        cell: ({ tags }) => tags.join(", ") || "–",
      },
      yesNo("couponEntry"),
      yesNo("couponDiscount"),
      yesNo("sandbox", true),
    ];
  }, [text]);
}
