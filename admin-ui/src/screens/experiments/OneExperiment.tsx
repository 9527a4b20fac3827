import { Progress, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../api/query.ts";
import { formatCount, formatMoney, formatShare } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Amount, Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { OneExperimentDocument, type OneExperimentQuery } from "./queries.graphql.ts";
import { experimentRoute } from "./screen.ts";
import { experimentsTexts } from "./texts.ts";
import { toneOf } from "./tones.ts";

type Experiment = NonNullable<OneExperimentQuery["experiment"]>;
type Rule = OneExperimentQuery["rules"][number];
type Arm = Experiment["arms"][number];
type MoneyRange = Arm["revenuePerUnit"];

/** What one experiment has shown: what is said first, its arms, and each against the baseline. */
export function OneExperiment() {
  const text = useTexts(experimentsTexts);
  const { name } = experimentRoute.useParams();
  const query = useQuery(ask(OneExperimentDocument, { name }));
  return (
    <>
      <PageHeader title={name}>
        <Link to="/experiments">{text.back}</Link>
      </PageHeader>
      <Answer query={query}>
        {({ experiment, rules }) =>
          experiment ? <Shown of={experiment} rules={rules} /> : <Empty icon="chart" title={text.gone} />
        }
      </Answer>
    </>
  );
}

function Shown({ of, rules }: { of: Experiment; rules: readonly Rule[] }) {
  const text = useTexts(experimentsTexts);
  const named = (arm: string) => arm || text.holdout;
  const most = Math.max(1, ...of.arms.map((arm) => arm.revenuePerUnit.value.amount));
  return (
    <>
      <Section
        title={text.result}
        actions={<StateBadge tone={toneOf(of.verdict)}>{text[of.verdict]}</StateBadge>}
      >
        <Stack gap="md">
          {of.verdict === "MISMATCH" && <Banner>{text.mismatchHow}</Banner>}
          {of.verdict === "TOO_LITTLE" && <div>{text.littleHow}</div>}
          {of.daysLeft !== null && <div>{text.days(formatCount(of.daysLeft))}</div>}
          {of.phase === "RUNNING" && <div>{text.runningHow}</div>}
          <Facts
            of={[
              [text[of.phase], <Rules key="rules" of={rules.filter((one) => one.experiment === of.name)} />],
              [text.began, of.firstExposureAt ? <Instant key="began" at={of.firstExposureAt} /> : "–"],
              [text.ends, of.endsAt ? <Instant key="ends" at={of.endsAt} /> : text.noEnd],
            ]}
          />
        </Stack>
      </Section>
      {of.comparisons.map((one) => (
        <Section
          key={one.arm}
          title={text.against(named(one.arm), named(of.baseline))}
          actions={<StateBadge tone={toneOf(one.verdict)}>{text[one.verdict]}</StateBadge>}
        >
          <Facts
            of={[
              [text.lift, one.lift === null ? "–" : signed(one.lift)],
              [
                text.incremental,
                <div key="money">
                  {moneyRange(one.incrementalRevenue, text)} <small>{text.incrementalHint}</small>
                </div>,
              ],
            ]}
          />
        </Section>
      ))}
      {of.arms.map((arm) => (
        <ArmBox key={arm.name} of={arm} name={named(arm.name)} most={most} />
      ))}
    </>
  );
}

/** The rules that are tried, where they are written, and what else is known of them. */
function Rules({ of }: { of: readonly Rule[] }) {
  const text = useTexts(experimentsTexts);
  return (
    <Stack gap="xs">
      {of.map(({ name, file, line }) => (
        <div key={name}>
          <Link to="/rules/$file" params={{ file }} search={{ rule: name, line }}>
            {name}
          </Link>
          {" · "}
          <Link to="/stats" search={{ rule: name }}>
            {text.figuresOf(name)}
          </Link>
        </div>
      ))}
    </Stack>
  );
}

function ArmBox({ of, name, most }: { of: Arm; name: string; most: number }) {
  const text = useTexts(experimentsTexts);
  const share = (value: number) => formatShare(value, 1);
  const { rate } = of;
  return (
    <Section title={name} actions={text.shareOf(share(of.share))}>
      <Stack gap="md">
        <Progress.Root size="lg">
          <Progress.Section
            value={(100 * Math.max(0, of.revenuePerUnit.value.amount)) / most}
            aria-label={`${text.perUnit}: ${name}`}
          />
        </Progress.Root>
        <Facts
          of={[
            [text.perUnit, moneyRange(of.revenuePerUnit, text)],
            [text.units, text.unitsOf(formatCount(of.units))],
            [
              text.buyers,
              text.buyersOf(
                formatCount(of.buyers),
                share(rate.value),
                share(rate.low ?? 0),
                share(rate.high ?? 1),
              ),
            ],
            [text.orders, formatCount(of.orders)],
            [text.revenue, <Amount key="revenue" of={of.revenue} />],
            [text.discount, <Amount key="discount" of={of.discount} />],
          ]}
        />
      </Stack>
    </Section>
  );
}

function moneyRange({ value, low, high }: MoneyRange, text: typeof experimentsTexts.en): string {
  if (!low || !high) return text.noRange(formatMoney(value));
  return text.range(formatMoney(value), formatMoney(low), formatMoney(high));
}

function signed(lift: number): string {
  return `${lift < 0 ? "−" : "+"}${formatShare(Math.abs(lift), 1)}`;
}
