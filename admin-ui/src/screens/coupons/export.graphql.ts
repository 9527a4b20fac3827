// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Which coupons; all that is given must hold. */
export type CouponFilter = {
  /** Issued by this rule. */
  rule?: string | null | undefined;
  /** Bound to this address, in any spelling (D1.g). */
  email?: string | null | undefined;
  /** In this state. */
  state?: CouponStateKind | null | undefined;
  /** Earned by the shop's order of this id. */
  orderId?: string | null | undefined;
  /** The one with this code, as a customer reads it out; needs the right coupons. */
  code?: string | null | undefined;
  /** Issued at or after this. */
  issuedSince?: string | null | undefined;
  /** Issued before this. */
  issuedBefore?: string | null | undefined;
};

/** State of a coupon. */
export type CouponStateKind =
  /** May be used, if its time and uses allow. */
  | 'ISSUED'
  /** Every use is taken. */
  | 'USED_UP'
  /** Its last day is over (S1.17). */
  | 'EXPIRED'
  /** Withdrawn by staff. */
  | 'REVOKED';

export type CouponsCsvQueryVariables = Exact<{
  filter?: CouponFilter | null | undefined;
}>;


export type CouponsCsvQuery = { couponsExport: { name: string, mediaType: string, text: string, rows: number, complete: boolean } };


export const CouponsCsvDocument = new TypedDocumentString(`
    query CouponsCsv($filter: CouponFilter) {
  couponsExport(filter: $filter) {
    name
    mediaType
    text
    rows
    complete
  }
}
    `) as unknown as TypedDocumentString<CouponsCsvQuery, CouponsCsvQueryVariables>;