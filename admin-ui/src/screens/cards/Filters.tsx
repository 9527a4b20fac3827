import { useTexts } from "../../i18n/texts.ts";
import { fromTheStart, useSetSearch } from "../../parts/search.ts";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import { ChoiceFilter, TextFilter } from "../../parts/table/Filters.tsx";
import { useRight } from "../../shell/shop.tsx";
import { CARD_STATES, type CardSearch, cardsRoute, SWITCHES } from "./screen.ts";
import { cardTexts } from "./texts.ts";

interface Named {
  readonly name: string;
  readonly title: string;
}

/** Code, owner or order; the value kept with a card; campaign, state, and whether it is switched off (S5.27). */
export function CardFilters({ campaigns }: { campaigns: readonly Named[] }) {
  const text = useTexts(cardTexts);
  const search = cardsRoute.useSearch();
  const setSearch = useSetSearch<CardSearch>();
  const codes = useRight("coupons");
  const change = (patch: Partial<CardSearch>) => setSearch(fromTheStart(patch));
  return (
    <>
      <TextFilter
        label={codes ? text.search : text.searchNoCode}
        value={search.q}
        onChange={(q) => change({ q })}
      />
      <TextFilter label={text.metaValue} value={search.value} onChange={(value) => change({ value })} />
      {search.value && (
        <TextFilter
          label={text.metaName}
          value={search.meta ?? "booking_id"}
          onChange={(meta) => change({ meta })}
        />
      )}
      <ChoiceFilter
        label={text.campaign}
        value={search.campaign}
        options={campaigns.map(({ name, title }) => ({ value: name, label: title || name }))}
        onChange={(campaign) => change({ campaign })}
      />
      <ChoiceFilter
        label={text.state}
        value={search.state}
        options={CARD_STATES.map((value) => ({ value, label: text[value] }))}
        onChange={(state) => change({ state })}
      />
      <ChoiceFilter
        label={text.switched}
        value={search.switch}
        options={SWITCHES.map((value) => ({ value, label: text[value] }))}
        onChange={(value) => change({ switch: value })}
      />
    </>
  );
}

/** In the place of the list: there are no cards, or none that fits. */
export function Nothing() {
  const text = useTexts(cardTexts);
  const search = cardsRoute.useSearch();
  const setSearch = useSetSearch<CardSearch>();
  if (!(search.q ?? search.campaign ?? search.state ?? search.switch ?? search.value)) {
    return (
      <Empty icon="card" title={text.empty}>
        {text.emptyHow}
      </Empty>
    );
  }
  const none = {
    q: undefined,
    campaign: undefined,
    state: undefined,
    switch: undefined,
    meta: undefined,
    value: undefined,
  };
  return <FilteredEmpty title={text.filtered} onClear={() => setSearch(fromTheStart<CardSearch>(none))} />;
}
