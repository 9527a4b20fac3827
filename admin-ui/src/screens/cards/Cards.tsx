import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useMemo, useState } from "react";
import { ask } from "../../api/query.ts";
import { formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { useSetSearch } from "../../parts/search.ts";
import { Amount, Instant, Until } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { useRight } from "../../shell/shop.tsx";
import { Campaigns } from "./Campaigns.tsx";
import { CardPlaces } from "./CardPlaces.tsx";
import classes from "./cards.module.css";
import { CardFilters, Nothing } from "./Filters.tsx";
import { CardState } from "./look.tsx";
import { CampaignsDocument, type CardRowFragment } from "./queries.graphql.ts";
import { type CardSearch, cardsRoute } from "./screen.ts";
import { cardActionTexts, cardTexts } from "./texts.ts";
import { useCards } from "./useCards.ts";

const Publish = lazy(() => import("./Publish.tsx").then((module) => ({ default: module.Publish })));

/** Find a card by code, owner, order, campaign or what is kept with it; totals of campaigns; give a card. */
export function Cards() {
  const text = useTexts(cardTexts);
  const act = useTexts(cardActionTexts);
  const search = cardsRoute.useSearch();
  const setSearch = useSetSearch<CardSearch>();
  const mayGive = useRight("coupons");
  const [giving, setGiving] = useState(false);
  const campaigns = useQuery(ask(CampaignsDocument, {})).data?.giftCardCampaigns ?? [];
  const query = useCards(search);
  const columns = useColumns();
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          mayGive && (
            <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setGiving(true)}>
              {act.publish}
            </Button>
          )
        }
      >
        {text.lead}
      </PageHeader>
      <CardPlaces />
      {giving && (
        <Suspense>
          <Publish campaigns={campaigns} onClose={() => setGiving(false)} />
        </Suspense>
      )}
      <Campaigns />
      <Answer query={query}>
        {({ giftCards }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={giftCards.edges.map(({ node }) => node)}
            rowId={(card) => card.id}
            search={search}
            onSearch={setSearch}
            pageInfo={giftCards.pageInfo}
            csv="gift-cards.csv"
            filters={<CardFilters campaigns={campaigns} />}
            empty={<Nothing />}
          />
        )}
      </Answer>
    </>
  );
}

function useColumns(): readonly Column<CardRowFragment>[] {
  const text = useTexts(cardTexts);
  const pii = useRight("pii");
  return useMemo(() => {
    const owner: Column<CardRowFragment> = {
      id: "owner",
      header: text.owner,
      value: ({ ownerEmail, ownerId }) => ownerEmail ?? ownerId ?? "",
      cell: ({ ownerEmail, ownerId }) => ownerEmail ?? ownerId ?? text.anybody,
    };
    return [
      {
        id: "code",
        header: text.code,
        rowHeader: true,
        value: ({ maskedCode }) => maskedCode,
        cell: ({ id, maskedCode }) => (
          <Link to="/gift-cards/$cardId" params={{ cardId: id }} className="numeric">
            {maskedCode}
          </Link>
        ),
      },
      {
        id: "state",
        header: text.state,
        value: ({ state }) => text[state],
        cell: (card) => <CardState of={card} />,
      },
      {
        id: "balance",
        header: text.balance,
        numeric: true,
        value: ({ balance }) => balance.amount,
        cell: ({ balance, held }) => (
          <>
            <Amount of={balance} />
            {held.amount > 0 && <div className={classes.small}>{text.held(formatMoney(held))}</div>}
          </>
        ),
      },
      ...(pii ? [owner] : []),
      {
        id: "campaign",
        header: text.campaign,
        value: ({ campaign }) => campaign,
        cell: (card) => card.campaign,
      },
      {
        id: "publishedAt",
        header: text.publishedAt,
        value: ({ publishedAt }) => publishedAt ?? "",
        cell: ({ publishedAt }) => <Instant at={publishedAt} />,
      },
      {
        id: "validUntil",
        header: text.validUntil,
        value: ({ expiresAt }) => expiresAt ?? "",
        cell: ({ expiresAt }) => <Until at={expiresAt} never={text.noEnd} />,
      },
      {
        id: "order",
        header: text.order,
        optional: true,
        value: ({ orderId }) => orderId ?? "",
        cell: ({ orderId }) => orderId ?? text.none,
      },
    ];
  }, [text, pii]);
}
