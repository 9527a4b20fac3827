// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** How the unused paid balance stands to the limit of the Payment Services Act, 10,000,000 yen on a base date (J10). */
export type Notice =
  /** Below 7,000,000 yen, or not in yen. */
  | 'NONE'
  /** From 7,000,000 yen: keep an eye on it. */
  | 'NEAR'
  /** Above 10,000,000 yen: notify within two months, and deposit half. */
  | 'OVER';

export type CardBalancesQueryVariables = Exact<{
  at?: string | null | undefined;
}>;


export type CardBalancesQuery = { giftCardOutstanding: { at: string, notice: Notice, paid: { amount: number, currency: string }, free: { amount: number, currency: string }, campaigns: Array<{ campaign: string, cards: number, paid: { amount: number, currency: string }, free: { amount: number, currency: string } }>, deposit: { amount: number, currency: string } }, giftCardReports: Array<{ day: string, paid: { amount: number, currency: string }, free: { amount: number, currency: string } }> };

export type CardMetadataQueryVariables = Exact<{
  name: string;
}>;


export type CardMetadataQuery = { giftCardMetadata: Array<{ value: string, cards: number, credited: { amount: number, currency: string } }> };


export const CardBalancesDocument = new TypedDocumentString(`
    query CardBalances($at: DateTime) {
  giftCardOutstanding(at: $at) {
    at
    paid {
      amount
      currency
    }
    free {
      amount
      currency
    }
    campaigns {
      campaign
      cards
      paid {
        amount
        currency
      }
      free {
        amount
        currency
      }
    }
    notice
    deposit {
      amount
      currency
    }
  }
  giftCardReports {
    day
    paid {
      amount
      currency
    }
    free {
      amount
      currency
    }
  }
}
    `) as unknown as TypedDocumentString<CardBalancesQuery, CardBalancesQueryVariables>;
export const CardMetadataDocument = new TypedDocumentString(`
    query CardMetadata($name: String!) {
  giftCardMetadata(name: $name) {
    value
    cards
    credited {
      amount
      currency
    }
  }
}
    `) as unknown as TypedDocumentString<CardMetadataQuery, CardMetadataQueryVariables>;