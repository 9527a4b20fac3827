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

/** Which orders. */
export type OrderFilter = {
  /** Of this buyer, in any spelling (D1.g). Right: pii. */
  email?: string | null | undefined;
  /** Whether the link of a reminder brought it (S3.31-32). */
  recovered?: YesNoKind;
};

/** A search condition. */
export type YesNoKind =
  /** It is all the same. */
  | 'ANY'
  /** Only those. */
  | 'YES'
  /** Only the others. */
  | 'NO';

export type FindRulesQueryVariables = Exact<{ [key: string]: never; }>;


export type FindRulesQuery = { ruleList: Array<{ name: string, title: string, file: string }> };

export type FindCouponsQueryVariables = Exact<{
  filter: CouponFilter;
}>;


export type FindCouponsQuery = { coupons: { edges: Array<{ node: { id: string, maskedCode: string, ruleName: string } }> } };

export type FindOrderQueryVariables = Exact<{
  externalId: string;
}>;


export type FindOrderQuery = { order: { externalId: string } | null };

export type FindOrdersQueryVariables = Exact<{
  filter: OrderFilter;
}>;


export type FindOrdersQuery = { orders: { edges: Array<{ node: { externalId: string, placedAt: string } }> } };


export const FindRulesDocument = new TypedDocumentString(`
    query FindRules {
  ruleList {
    name
    title
    file
  }
}
    `) as unknown as TypedDocumentString<FindRulesQuery, FindRulesQueryVariables>;
export const FindCouponsDocument = new TypedDocumentString(`
    query FindCoupons($filter: CouponFilter!) {
  coupons(filter: $filter, first: 5) {
    edges {
      node {
        id
        maskedCode
        ruleName
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindCouponsQuery, FindCouponsQueryVariables>;
export const FindOrderDocument = new TypedDocumentString(`
    query FindOrder($externalId: String!) {
  order(externalId: $externalId) {
    externalId
  }
}
    `) as unknown as TypedDocumentString<FindOrderQuery, FindOrderQueryVariables>;
export const FindOrdersDocument = new TypedDocumentString(`
    query FindOrders($filter: OrderFilter!) {
  orders(filter: $filter, first: 5) {
    edges {
      node {
        externalId
        placedAt
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindOrdersQuery, FindOrdersQueryVariables>;