import { Progress, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../api/query.ts";
import { formatCount, formatMoney, formatShare } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import { Amount, Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { BudgetsDocument, type BudgetsQuery } from "./queries.graphql.ts";
import { budgetsTexts } from "./texts.ts";

type Budget = BudgetsQuery["budgets"][number];

/** Every live coupon is counted for the answer: a million of them take a second. */
const FOLLOW_MS = 60_000;

/** Every budget with what is spent, what may still come, and when it ends at the present pace (S5.40). */
export function Budgets() {
  const text = useTexts(budgetsTexts);
  const query = useQuery({ ...ask(BudgetsDocument, {}), refetchInterval: FOLLOW_MS });
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <Answer query={query}>
        {({ budgets }) =>
          budgets.length === 0 ? (
            <Empty icon="coins" title={text.none}>
              {text.noneHow}
            </Empty>
          ) : (
            budgets.map((budget) => <BudgetBox key={budget.name} of={budget} />)
          )
        }
      </Answer>
    </>
  );
}

function BudgetBox({ of }: { of: Budget }) {
  const text = useTexts(budgetsTexts);
  const { tone, word } = standing(of);
  return (
    <Section title={of.name} actions={<StateBadge tone={tone}>{text[word]}</StateBadge>}>
      <Stack gap="md">
        <Progress.Root size="lg">
          <Progress.Section
            value={Math.min(100, of.percent)}
            color={tone === "good" ? "blue" : tone === "warn" ? "yellow" : "red"}
            aria-label={text.bar(of.name)}
          />
        </Progress.Root>
        {isOverExposed(of) && <Banner>{text.over}</Banner>}
        <BudgetFacts of={of} />
      </Stack>
    </Section>
  );
}

function BudgetFacts({ of }: { of: Budget }) {
  const text = useTexts(budgetsTexts);
  const { spend, spent, issue } = of;
  const facts: (readonly [string, React.ReactNode])[] = [];
  if (spend) {
    const used = text.of(formatMoney(spent), formatMoney(spend), formatShare(spent.amount, spend.amount));
    facts.push([text.spent, used], [text.left, <Amount key="left" of={left(spend, spent)} />]);
  }
  if (issue !== null) facts.push([text.issued, text.issuedOf(formatCount(of.issued), formatCount(issue))]);
  facts.push(
    [
      text.exposure,
      <div key="exposure">
        {text.exposureOf(formatMoney(of.exposure), formatCount(of.liveCoupons))}
        {of.openEndedUses > 0 && <div>{text.openEnded(formatCount(of.openEndedUses))}</div>}
      </div>,
    ],
    [text.held, text.heldOf(formatCount(of.heldUses))],
  );
  if (of.outstanding.amount > 0)
    facts.push([
      text.outstanding,
      <div key="outstanding">
        <Amount of={of.outstanding} /> <small>{text.outstandingHint}</small>
      </div>,
    ]);
  if (spend)
    facts.push(
      [text.pace, <Amount key="pace" of={of.pace} />],
      [text.runsOut, <RunsOut key="out" of={of} />],
    );
  facts.push(
    [text.window, of.windowEndsAt ? <Instant key="window" at={of.windowEndsAt} /> : text.noWindow],
    [text.reaction, text[of.reaction]],
    [text.rules, <Rules key="rules" of={of.rules} />],
  );
  return <Facts of={facts} />;
}

function RunsOut({ of: { runsOutAt, spend, spent } }: { of: Budget }) {
  const text = useTexts(budgetsTexts);
  if (runsOutAt) return <Instant at={runsOutAt} relative />;
  return spend && spent.amount >= spend.amount ? text.gone : text.lasts;
}

function Rules({ of }: { of: readonly string[] }) {
  return of.map((rule, index) => (
    <span key={rule}>
      {index > 0 && ", "}
      <Link to="/rules" search={{ q: rule }}>
        {rule}
      </Link>
    </span>
  ));
}

function standing({ percent, warnPercent }: Budget): { tone: Tone; word: "ended" | "low" | "ok" } {
  if (percent >= 100) return { tone: "bad", word: "ended" };
  return percent >= warnPercent ? { tone: "warn", word: "low" } : { tone: "good", word: "ok" };
}

function left(spend: NonNullable<Budget["spend"]>, spent: Budget["spent"]) {
  return { ...spend, amount: Math.max(0, spend.amount - spent.amount) };
}

function isOverExposed({ spend, spent, exposure }: Budget): boolean {
  return spend !== null && exposure.amount > left(spend, spent).amount;
}
