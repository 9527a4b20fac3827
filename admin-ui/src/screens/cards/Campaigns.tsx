import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { Amount, Count } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import type { Column } from "../../parts/table/column.ts";
import { PlainTable } from "../../parts/table/PlainTable.tsx";
import { CampaignsDocument, type CampaignsQuery } from "./queries.graphql.ts";
import { cardTexts } from "./texts.ts";

type Campaign = CampaignsQuery["giftCardCampaigns"][number];

const MONEY = ["credited", "spent", "refunded", "expired", "cashedOut", "outstanding"] as const;

/** What every live campaign gave, what of it was spent, and what its cards still hold (S5.8, S5.36). */
export function Campaigns() {
  const text = useTexts(cardTexts);
  const query = useQuery(ask(CampaignsDocument, {}));
  const columns = useColumns();
  return (
    <Section title={text.campaigns}>
      <Answer query={query}>
        {({ giftCardCampaigns }) =>
          giftCardCampaigns.length === 0 ? (
            text.noCampaigns
          ) : (
            <PlainTable
              label={text.campaigns}
              columns={columns}
              rows={giftCardCampaigns}
              rowId={({ name }) => name}
            />
          )
        }
      </Answer>
    </Section>
  );
}

function useColumns(): readonly Column<Campaign>[] {
  const text = useTexts(cardTexts);
  return useMemo(
    () => [
      {
        id: "campaign",
        header: text.campaign,
        rowHeader: true,
        value: ({ name }) => name,
        cell: ({ name, title }) => title || name,
      },
      { id: "cards", header: text.cards, numeric: true, cell: ({ cards }) => <Count of={cards} /> },
      {
        id: "redeemedCards",
        header: text.redeemedCards,
        numeric: true,
        cell: ({ redeemedCards }) => <Count of={redeemedCards} />,
      },
      ...MONEY.map(
        (id): Column<Campaign> => ({
          id,
          header: text[id],
          numeric: true,
          cell: (campaign) => <Amount of={campaign[id]} />,
        }),
      ),
    ],
    [text],
  );
}
