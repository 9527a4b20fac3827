// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** What happens at the end of a budget. */
export type BudgetReactionKind =
  /** The rules that spend it give nothing more. */
  | 'PAUSE'
  /** They go on, and it is reported. */
  | 'NOTIFY';

export type BudgetsQueryVariables = Exact<{ [key: string]: never; }>;


export type BudgetsQuery = { budgets: Array<{ name: string, rules: Array<string>, issue: number | null, issued: number, percent: number, warnPercent: number, reaction: BudgetReactionKind, windowEndsAt: string | null, liveCoupons: number, heldUses: number, openEndedUses: number, runsOutAt: string | null, spend: { amount: number, currency: string } | null, spent: { amount: number, currency: string }, exposure: { amount: number, currency: string }, outstanding: { amount: number, currency: string }, pace: { amount: number, currency: string } }> };


export const BudgetsDocument = new TypedDocumentString(`
    query Budgets {
  budgets {
    name
    rules
    spend {
      amount
      currency
    }
    spent {
      amount
      currency
    }
    issue
    issued
    percent
    warnPercent
    reaction
    windowEndsAt
    liveCoupons
    heldUses
    exposure {
      amount
      currency
    }
    openEndedUses
    outstanding {
      amount
      currency
    }
    pace {
      amount
      currency
    }
    runsOutAt
  }
}
    `) as unknown as TypedDocumentString<BudgetsQuery, BudgetsQueryVariables>;