// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Where an experiment stands. */
export type ExperimentPhase =
  /** It has not begun: rules act as they stand. */
  | 'PLANNED'
  /** Arms are dealt. */
  | 'RUNNING'
  /** It is over: rules act as they stand. */
  | 'ENDED';

/** What can be said of an experiment or of one comparison in it. */
export type ExperimentVerdict =
  /** The arms are not as large as their shares: something else differs too, so no result is to be believed. */
  | 'MISMATCH'
  /** Too few units or events to say anything. */
  | 'TOO_LITTLE'
  /** Nothing is shown yet. */
  | 'UNDECIDED'
  /** The arm is better than the baseline. */
  | 'BETTER'
  /** The arm is worse than the baseline. */
  | 'WORSE'
  /** It has ended, and no difference was shown. */
  | 'NO_DIFFERENCE';

export type ExperimentsQueryVariables = Exact<{ [key: string]: never; }>;


export type ExperimentsQuery = { experiments: Array<{ name: string, phase: ExperimentPhase, verdict: ExperimentVerdict, daysLeft: number | null, endsAt: string | null, rules: Array<string>, arms: Array<{ units: number }> }> };

export type OneExperimentQueryVariables = Exact<{
  name: string;
}>;


export type OneExperimentQuery = { rules: Array<{ name: string, file: string, line: number, experiment: string | null }>, experiment: { name: string, phase: ExperimentPhase, verdict: ExperimentVerdict, daysLeft: number | null, baseline: string, endsAt: string | null, firstExposureAt: string | null, rules: Array<string>, arms: Array<{ name: string, holdout: boolean, share: number, units: number, buyers: number, orders: number, revenue: { amount: number, currency: string }, discount: { amount: number, currency: string }, rate: { value: number, low: number | null, high: number | null }, revenuePerUnit: { value: { amount: number, currency: string }, low: { amount: number, currency: string } | null, high: { amount: number, currency: string } | null } }>, comparisons: Array<{ arm: string, verdict: ExperimentVerdict, lift: number | null, incrementalRevenue: { value: { amount: number, currency: string }, low: { amount: number, currency: string } | null, high: { amount: number, currency: string } | null } }> } | null };


export const ExperimentsDocument = new TypedDocumentString(`
    query Experiments {
  experiments {
    name
    phase
    verdict
    daysLeft
    endsAt
    rules
    arms {
      units
    }
  }
}
    `) as unknown as TypedDocumentString<ExperimentsQuery, ExperimentsQueryVariables>;
export const OneExperimentDocument = new TypedDocumentString(`
    query OneExperiment($name: String!) {
  rules {
    name
    file
    line
    experiment
  }
  experiment(name: $name) {
    name
    phase
    verdict
    daysLeft
    baseline
    endsAt
    firstExposureAt
    rules
    arms {
      name
      holdout
      share
      units
      buyers
      orders
      revenue {
        amount
        currency
      }
      discount {
        amount
        currency
      }
      rate {
        value
        low
        high
      }
      revenuePerUnit {
        value {
          amount
          currency
        }
        low {
          amount
          currency
        }
        high {
          amount
          currency
        }
      }
    }
    comparisons {
      arm
      verdict
      lift
      incrementalRevenue {
        value {
          amount
          currency
        }
        low {
          amount
          currency
        }
        high {
          amount
          currency
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<OneExperimentQuery, OneExperimentQueryVariables>;