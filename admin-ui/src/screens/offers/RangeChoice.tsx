import { SegmentedControl } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import { useSetSearch } from "../../parts/search.ts";
import { lastDays, type Range } from "../stats/range.ts";
import { useToday } from "../stats/useToday.ts";
import { LENGTHS, type OffersSearch } from "./screen.ts";
import { offersTexts } from "./texts.ts";

/** The last days, today included. */
export function RangeChoice({ value }: { value: OffersSearch["range"] }) {
  const text = useTexts(offersTexts);
  const setSearch = useSetSearch<OffersSearch>();
  return (
    <SegmentedControl
      aria-label={text.range}
      value={value ?? "30d"}
      onChange={(next) => setSearch({ range: next as OffersSearch["range"] })}
      data={LENGTHS.map((days) => ({ value: days, label: text.days(Number.parseInt(days, 10)) }))}
    />
  );
}

/** The days of an address. */
export function useRange({ range = "30d" }: OffersSearch): Range {
  return lastDays(Number.parseInt(range, 10), useToday());
}
