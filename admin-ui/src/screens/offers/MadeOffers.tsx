import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { fromTheStart, pageVariables, useSetSearch } from "../../parts/search.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import { Amount, Count, Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { ChoiceFilter } from "../../parts/table/Filters.tsx";
import { useRight } from "../../shell/shop.tsx";
import { type MadeOfferFragment, MadeOffersDocument } from "./queries.graphql.ts";
import { OFFER_STATES, type OffersSearch } from "./screen.ts";
import { offersTexts } from "./texts.ts";

const TONES: Readonly<Record<(typeof OFFER_STATES)[number], Tone>> = {
  DECIDED: "plain",
  SHOWN: "info",
  CLICKED: "info",
  SUCCEEDED: "good",
  FAILED: "bad",
  DECLINED: "plain",
  EXPIRED: "plain",
  MISSED: "warn",
};

/** Every time the rule made an offer, newest first: for which order, and how it ended. */
export function MadeOffers({ rule, search }: { rule: string; search: OffersSearch }) {
  const text = useTexts(offersTexts);
  const setSearch = useSetSearch<OffersSearch>();
  const pii = useRight("pii");
  const filter = { rule, state: search.state ?? null };
  const query = useQuery(ask(MadeOffersDocument, { ...pageVariables(search), filter, pii }));
  const columns = useColumns(pii);
  const clear = () => setSearch(fromTheStart<OffersSearch>({ state: undefined }));
  return (
    <Section title={text.made}>
      <Answer query={query}>
        {({ offers }) => (
          <DataTable
            label={text.made}
            columns={columns}
            rows={offers.edges.map(({ node }) => node)}
            rowId={({ id }) => id}
            search={search}
            onSearch={setSearch}
            pageInfo={offers.pageInfo}
            filters={
              <ChoiceFilter
                label={text.state}
                value={search.state}
                options={OFFER_STATES.map((value) => ({ value, label: text[value] }))}
                onChange={(state) => setSearch(fromTheStart<OffersSearch>({ state }))}
              />
            }
            empty={
              search.state ? (
                <FilteredEmpty title={text.madeFiltered} onClear={clear} />
              ) : (
                <Empty icon="list" title={text.madeNone}>
                  {text.nothingHow}
                </Empty>
              )
            }
          />
        )}
      </Answer>
    </Section>
  );
}

function useColumns(pii: boolean): readonly Column<MadeOfferFragment>[] {
  const text = useTexts(offersTexts);
  return useMemo(() => {
    const buyer: Column<MadeOfferFragment> = {
      id: "buyer",
      header: text.buyer,
      value: (offer) => offer.buyer?.email ?? "",
      cell: (offer) => offer.buyer?.email ?? "–",
    };
    return [
      {
        id: "order",
        header: text.order,
        rowHeader: true,
        value: ({ orderId }) => orderId,
        cell: ({ orderId }) => (
          <Link to="/orders/$orderId" params={{ orderId }}>
            {orderId}
          </Link>
        ),
      },
      {
        id: "state",
        header: text.state,
        value: ({ state }) => text[state],
        cell: ({ state }) => <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>,
      },
      {
        id: "reason",
        header: text.reason,
        value: ({ failureMessage }) => failureMessage,
        cell: ({ failureMessage, detail }) => [failureMessage, detail].filter(Boolean).join(" ") || "–",
      },
      {
        id: "at",
        header: text.at,
        value: ({ decidedAt }) => decidedAt,
        cell: ({ decidedAt }) => <Instant at={decidedAt} />,
      },
      ...(pii ? [buyer] : []),
      {
        id: "product",
        header: text.product,
        value: ({ product }) => product,
        cell: ({ product, plans }) => [product, ...plans].join(" · "),
      },
      {
        id: "quantity",
        header: text.quantity,
        numeric: true,
        value: ({ quantity }) => quantity,
        cell: ({ quantity }) => (quantity ? <Count of={quantity} /> : "–"),
      },
      {
        id: "total",
        header: text.total,
        numeric: true,
        value: ({ total }) => total.amount,
        cell: ({ quantity, total }) => <Amount of={quantity ? total : null} />,
      },
      {
        id: "clicked",
        header: text.clicked,
        numeric: true,
        optional: true,
        value: ({ presses }) => presses,
        cell: ({ presses }) => <Count of={presses} />,
      },
    ];
  }, [text, pii]);
}
