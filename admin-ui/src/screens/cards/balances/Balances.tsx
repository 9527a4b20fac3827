import { Button, Group, Stack } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { dayAfter, instantOf } from "../../../i18n/zone.ts";
import { Facts } from "../../../parts/detail/Facts.tsx";
import { Section } from "../../../parts/detail/Section.tsx";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { useSetSearch } from "../../../parts/search.ts";
import { Amount, Instant, Until } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { DayFilter } from "../../../parts/table/DayFilter.tsx";
import { useShop } from "../../../shell/shop.tsx";
import { CardPlaces } from "../CardPlaces.tsx";
import { balancesRoute } from "../screen.ts";
import { Metadata } from "./Metadata.tsx";
import { CardBalancesDocument, type CardBalancesQuery } from "./queries.graphql.ts";
import { ByCampaign, Reports } from "./Tables.tsx";
import { balanceTexts } from "./texts.ts";

type Outstanding = CardBalancesQuery["giftCardOutstanding"];

/** What cards hold now or held at the end of a past day, the stored base dates, and what is refunded most (J10, S5.27). */
export function Balances() {
  const text = useTexts(balanceTexts);
  const { day } = balancesRoute.useSearch();
  const setSearch = useSetSearch<{ day?: string }>();
  const { timeZone } = useShop();
  const at = day ? instantOf(dayAfter(day), timeZone) : null;
  const query = useQuery({ ...ask(CardBalancesDocument, { at }), placeholderData: keepPreviousData });
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <CardPlaces />
      <Group mb="md" gap="sm">
        <DayFilter label={text.day} value={day} onChange={(next) => setSearch({ day: next })} />
        {day && (
          <Button variant="subtle" size="compact-sm" onClick={() => setSearch({ day: undefined })}>
            {text.nowButton}
          </Button>
        )}
      </Group>
      <Answer query={query}>
        {({ giftCardOutstanding, giftCardReports }) => (
          <>
            <Section title={text.sums}>
              <Sums of={giftCardOutstanding} past={day !== undefined} />
            </Section>
            <Section title={text.campaigns}>
              <ByCampaign of={giftCardOutstanding.campaigns} />
            </Section>
            <Section title={text.reports}>
              <Reports of={giftCardReports} />
            </Section>
          </>
        )}
      </Answer>
      <Metadata />
    </>
  );
}

function Sums({ of, past }: { of: Outstanding; past: boolean }) {
  const text = useTexts(balanceTexts);
  return (
    <Stack gap="md">
      <Facts
        of={[
          [text.at, past ? <Until key="at" at={of.at} never="" /> : <Instant key="at" at={of.at} />],
          [text.paid, <Amount key="paid" of={of.paid} />],
          [text.free, <Amount key="free" of={of.free} />],
          [text.deposit, <Amount key="deposit" of={of.deposit} />],
        ]}
      />
      <Banner kind={of.notice === "OVER" ? "bad" : of.notice === "NEAR" ? "warn" : "info"}>
        {text[of.notice]} {text.aid}
      </Banner>
    </Stack>
  );
}
