// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type PeriodSumFragment = { matched: number, issued: number, redeemed: number, expired: number, limited: number, sent: number, suppressed: number, failed: number, discount: { amount: number, currency: string }, revenue: { amount: number, currency: string } };

export type PeriodDayFragment = { day: string | null, issued: number, redeemed: number, discount: { amount: number, currency: string }, revenue: { amount: number, currency: string } };

export type PeriodQueryVariables = Exact<{
  since: string;
  until: string;
  rule?: string | null | undefined;
}>;


export type PeriodQuery = { sampleData: boolean, figures: { since: string, until: string, total: { matched: number, issued: number, redeemed: number, expired: number, limited: number, sent: number, suppressed: number, failed: number, discount: { amount: number, currency: string }, revenue: { amount: number, currency: string } }, previous: { matched: number, issued: number, redeemed: number, expired: number, limited: number, sent: number, suppressed: number, failed: number, discount: { amount: number, currency: string }, revenue: { amount: number, currency: string } }, days: Array<{ day: string | null, issued: number, redeemed: number, discount: { amount: number, currency: string }, revenue: { amount: number, currency: string } }>, previousDays: Array<{ day: string | null, issued: number, redeemed: number, discount: { amount: number, currency: string }, revenue: { amount: number, currency: string } }> } };

export type RuleTotalsQueryVariables = Exact<{
  since: string;
  until: string;
}>;


export type RuleTotalsQuery = { stats: Array<{ rule: string, matched: number, issued: number, redeemed: number, expired: number, limited: number, sent: number, suppressed: number, failed: number, discount: { amount: number, currency: string }, revenue: { amount: number, currency: string } }>, rules: Array<{ name: string, kind: string, experiment: string | null }> };

export type FiguresCsvQueryVariables = Exact<{
  since: string;
  until: string;
  rule?: string | null | undefined;
}>;


export type FiguresCsvQuery = { statsExport: { name: string, mediaType: string, text: string } };

export const PeriodSumFragmentDoc = new TypedDocumentString(`
    fragment PeriodSum on Figures {
  matched
  issued
  redeemed
  expired
  limited
  sent
  suppressed
  failed
  discount {
    amount
    currency
  }
  revenue {
    amount
    currency
  }
}
    `, {"fragmentName":"PeriodSum"}) as unknown as TypedDocumentString<PeriodSumFragment, unknown>;
export const PeriodDayFragmentDoc = new TypedDocumentString(`
    fragment PeriodDay on Figures {
  day
  issued
  redeemed
  discount {
    amount
    currency
  }
  revenue {
    amount
    currency
  }
}
    `, {"fragmentName":"PeriodDay"}) as unknown as TypedDocumentString<PeriodDayFragment, unknown>;
export const PeriodDocument = new TypedDocumentString(`
    query Period($since: Date!, $until: Date!, $rule: String) {
  figures(since: $since, until: $until, rule: $rule) {
    since
    until
    total {
      ...PeriodSum
    }
    previous {
      ...PeriodSum
    }
    days {
      ...PeriodDay
    }
    previousDays {
      ...PeriodDay
    }
  }
  sampleData
}
    fragment PeriodSum on Figures {
  matched
  issued
  redeemed
  expired
  limited
  sent
  suppressed
  failed
  discount {
    amount
    currency
  }
  revenue {
    amount
    currency
  }
}
fragment PeriodDay on Figures {
  day
  issued
  redeemed
  discount {
    amount
    currency
  }
  revenue {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<PeriodQuery, PeriodQueryVariables>;
export const RuleTotalsDocument = new TypedDocumentString(`
    query RuleTotals($since: Date!, $until: Date!) {
  stats(since: $since, until: $until) {
    rule
    ...PeriodSum
  }
  rules {
    name
    kind
    experiment
  }
}
    fragment PeriodSum on Figures {
  matched
  issued
  redeemed
  expired
  limited
  sent
  suppressed
  failed
  discount {
    amount
    currency
  }
  revenue {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<RuleTotalsQuery, RuleTotalsQueryVariables>;
export const FiguresCsvDocument = new TypedDocumentString(`
    query FiguresCsv($since: Date!, $until: Date!, $rule: String) {
  statsExport(since: $since, until: $until, rule: $rule) {
    name
    mediaType
    text
  }
}
    `) as unknown as TypedDocumentString<FiguresCsvQuery, FiguresCsvQueryVariables>;