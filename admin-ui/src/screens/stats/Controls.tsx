import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import type { RuleTotalsQuery } from "./queries.graphql.ts";
import {
  dayPlus,
  daysBetween,
  LENGTHS,
  LONGEST_DAYS,
  type Range,
  type RangeChoice,
  type StatsSearch,
} from "./range.ts";
import classes from "./stats.module.css";
import { statsTexts } from "./texts.ts";

interface ControlsProps {
  search: StatsSearch;
  onSearch: (patch: Partial<StatsSearch>) => void;
  range: Range;
  totals: RuleTotalsQuery | undefined;
}

/** Which rule, which days, and whether beside the days before. */
export function Controls({ search, onSearch, range, totals }: ControlsProps) {
  const text = useTexts(statsTexts);
  const chosen = search.range ?? "30d";
  const custom = (): Partial<StatsSearch> => ({
    range: "custom",
    from: search.from ?? range.since,
    to: search.to ?? dayPlus(range.until, -1),
  });
  return (
    <div className={classes.controls} role="group" aria-label={text.range}>
      <RuleChoice totals={totals} value={search.rule} onChange={(rule) => onSearch({ rule })} />
      <SegmentedControl
        aria-label={text.range}
        value={chosen}
        onChange={(next) =>
          onSearch(
            next === "custom" ? custom() : { range: next as RangeChoice, from: undefined, to: undefined },
          )
        }
        data={[
          ...LENGTHS.map((days) => ({ value: days, label: text.days(Number.parseInt(days, 10)) })),
          { value: "custom", label: text.custom },
        ]}
      />
      {chosen === "custom" && <OwnDays search={search} onSearch={onSearch} />}
      <NativeSelect
        aria-label={text.compare}
        w={180}
        data={[
          { value: "before", label: `${text.compare}: ${text.before}` },
          { value: "none", label: text.noCompare },
        ]}
        value={search.compare ?? "before"}
        onChange={(event) => onSearch({ compare: event.currentTarget.value === "none" ? "none" : undefined })}
      />
      <Mended search={search} />
    </div>
  );
}

function RuleChoice(props: {
  totals: RuleTotalsQuery | undefined;
  value: string | undefined;
  onChange: (rule: string | undefined) => void;
}) {
  const text = useTexts(statsTexts);
  const { totals, value } = props;
  const names = new Set([
    ...(totals?.rules ?? []).map(({ name }) => name),
    ...(totals?.stats ?? []).map(({ rule }) => rule),
    ...(value === undefined ? [] : [value]),
  ]);
  return (
    <NativeSelect
      aria-label={text.rule}
      w={260}
      className={classes.ruleChoice}
      data={[
        { value: "", label: text.allRules },
        ...[...names].map((name) => ({ value: name, label: name })),
      ]}
      value={value ?? ""}
      onChange={(event) => props.onChange(event.currentTarget.value || undefined)}
    />
  );
}

function OwnDays({ search, onSearch }: Pick<ControlsProps, "search" | "onSearch">) {
  const text = useTexts(statsTexts);
  const day = (id: "from" | "to") => (
    <TextInput
      type="date"
      aria-label={text[id]}
      value={search[id] ?? ""}
      max="9999-12-31"
      onChange={(event) => event.currentTarget.value && onSearch({ [id]: event.currentTarget.value })}
    />
  );
  return (
    <span className={classes.ownDays}>
      {day("from")}〜{day("to")}
    </span>
  );
}

/** Says so when the days of the address are not those that are shown. */
function Mended({ search: { range, from, to } }: { search: StatsSearch }) {
  const text = useTexts(statsTexts);
  if (range !== "custom" || !from || !to) return null;
  if (from > to) return <Banner>{text.wrongOrder}</Banner>;
  return daysBetween(from, to) >= LONGEST_DAYS ? <Banner>{text.tooLong}</Banner> : null;
}
