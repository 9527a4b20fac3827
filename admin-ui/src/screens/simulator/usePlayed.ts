import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { useShop } from "../../shell/shop.tsx";
import { type Case, isPlayable, type RulesChoice, simulationOf } from "./case.ts";
import { type PlayedFragment, SimulateDocument, type SimulateQuery } from "./queries.graphql.ts";

export type Played = PlayedFragment;
export type PlayedRule = Played["rules"][number];
export type PlayedLine = PlayedRule["lines"][number];
export type PlayedQuote = NonNullable<Played["quote"]>;
export type Outcome = SimulateQuery["simulate"];

const DRAFT = { kind: "WORKING_COPY" } as const;
const LIVE = { kind: "LIVE" } as const;

/** The rules that a choice plays first. */
export function sourceOf(rules: RulesChoice): typeof DRAFT | typeof LIVE {
  return rules === "live" ? LIVE : DRAFT;
}

/** Plays a case; the former result stays on the screen until the next one is there. */
export function usePlayed(asked: Case, rules: RulesChoice) {
  const { timeZone } = useShop();
  return useQuery({
    ...ask(SimulateDocument, {
      case: simulationOf(asked, timeZone),
      rules: sourceOf(rules),
      against: rules === "both" ? LIVE : null,
    }),
    enabled: isPlayable(asked),
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
}
