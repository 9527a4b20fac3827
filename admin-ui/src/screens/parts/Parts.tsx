import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { RequestFailure } from "../../api/request.ts";
import { Funnel } from "../../charts/Funnel.tsx";
import { LineChart } from "../../charts/LineChart.tsx";
import { Sparkline } from "../../charts/Sparkline.tsx";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Columns, Section } from "../../parts/detail/Section.tsx";
import { NumberField } from "../../parts/fields/NumberField.tsx";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { JobProgress } from "../../parts/show/JobProgress.tsx";
import { toast } from "../../parts/show/toast.ts";
import { Amount, Day, Duration, Instant, Until } from "../../parts/show/values.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import { Failure } from "../../parts/states/Failure.tsx";
import { ManyRows } from "./ManyRows.tsx";
import { partsTexts } from "./texts.ts";

const SHOWN = [820, 904, 871, 1_010, 1_240, 990, 760, 1_105, 1_180, 1_122, 1_301, 1_488, 1_390, 1_212];
const POINTS = SHOWN.map((count, day) => ({
  day: `2026-11-${String(day + 8).padStart(2, "0")}`,
  values: [count, Math.round(count * (0.2 + (day % 5) / 50)), Math.round(count * (0.05 + (day % 3) / 60))],
}));

/** The shared parts, each as a screen would use it. */
export function Parts() {
  const text = useTexts(partsTexts);
  return (
    <>
      <PageHeader title={text.title} badge={<StateBadge tone="info">{text.draft}</StateBadge>}>
        {text.lead}
      </PageHeader>
      <Columns>
        <div>
          <Section title={text.lineChart}>
            <LineChart
              title={text.lineChart}
              series={[{ name: text.shown }, { name: text.clicked }, { name: text.ordered }]}
              points={POINTS}
            />
          </Section>
          <Section title={text.funnel}>
            <Funnel
              title={text.funnel}
              steps={[
                { name: text.shown, count: 27_110 },
                { name: text.clicked, count: 6_310 },
                { name: text.ordered, count: 1_874 },
              ]}
            />
          </Section>
        </div>
        <div>
          <Values />
          <Fields />
        </div>
      </Columns>
      <States />
      <Section title={text.table}>
        <ManyRows />
      </Section>
    </>
  );
}

function Values() {
  const text = useTexts(partsTexts);
  return (
    <Section title={text.values}>
      <Stack gap="md">
        <Group gap="xs">
          <StateBadge tone="good">{text.live}</StateBadge>
          <StateBadge tone="warn">{text.warn}</StateBadge>
          <StateBadge tone="bad">{text.broken}</StateBadge>
          <StateBadge>{text.paused}</StateBadge>
        </Group>
        <Facts
          of={[
            [text.money, <Amount key="money" of={{ amount: 1_842_000, currency: "JPY" }} />],
            [text.instant, <Instant key="instant" at="2026-11-21T09:15:00.000Z" />],
            [text.until, <Until key="until" at="2026-12-05T15:00:00.000Z" never={text.never} />],
            [text.day, <Day key="day" of="2026-11-21" />],
            [text.duration, <Duration key="duration" seconds={187_200} />],
            [text.shown, <Sparkline key="shown" values={SHOWN} label="1,212" />],
          ]}
        />
        <JobProgress
          label={text.job}
          done={9_812}
          total={12_400}
          failed={4}
          onCancel={() => toast(text.done)}
        />
      </Stack>
    </Section>
  );
}

function Fields() {
  const text = useTexts(partsTexts);
  const [yen, setYen] = useState<number | null>(500);
  const [asking, setAsking] = useState(false);
  return (
    <Section title={text.fields}>
      <Group align="flex-end">
        <NumberField
          label={text.number}
          unit={text.yen}
          value={yen}
          onChange={setYen}
          least={1}
          most={100_000}
        />
        <Button variant="default" onClick={() => setAsking(true)}>
          {text.reason}
        </Button>
      </Group>
      <ReasonDialog
        opened={asking}
        title={text.stopTitle}
        confirm={text.stop}
        danger
        onClose={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          toast(text.done);
        }}
      >
        {text.stopWhat}
      </ReasonDialog>
    </Section>
  );
}

function States() {
  const text = useTexts(partsTexts);
  return (
    <Section title={text.states}>
      <Stack gap="md">
        <Banner>{text.banner}</Banner>
        <Banner kind="info">{text.bannerInfo}</Banner>
        <Empty icon="ticket" title={text.empty} action={<Button>{text.emptyAction}</Button>}>
          {text.emptyBody}
        </Empty>
        <FilteredEmpty title={text.filtered} onClear={() => toast(text.done)} />
        <Failure
          error={new RequestFailure("", "NETWORK", "4f0c2a9d11b7e6a3")}
          retry={() => toast(text.done)}
        />
        <Failure error={new RequestFailure("", "FORBIDDEN", "", "pii")} />
      </Stack>
    </Section>
  );
}
