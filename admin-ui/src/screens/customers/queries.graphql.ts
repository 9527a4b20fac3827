// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** A search condition. */
export type YesNoKind =
  /** It is all the same. */
  | 'ANY'
  /** Only those. */
  | 'YES'
  /** Only the others. */
  | 'NO';

export type CustomerRowFragment = { id: string, externalId: string | null, name: string, joinedAt: string | null, tags: Array<string>, tier: string, blocked: boolean, orders: number, lastOrderAt: string | null, email: string | null, abandonedMark: string, abandonedOn: string, spent: { amount: number, currency: string }, abandonedAmount: { amount: number, currency: string } | null };

export type CustomersQueryVariables = Exact<{
  first?: number | null | undefined;
  after?: string | null | undefined;
  abandoned: YesNoKind;
}>;


export type CustomersQuery = { customers: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { id: string, externalId: string | null, name: string, joinedAt: string | null, tags: Array<string>, tier: string, blocked: boolean, orders: number, lastOrderAt: string | null, email: string | null, abandonedMark: string, abandonedOn: string, spent: { amount: number, currency: string }, abandonedAmount: { amount: number, currency: string } | null } }> } };

export type CustomerByEmailQueryVariables = Exact<{
  email: string;
}>;


export type CustomerByEmailQuery = { customer: { id: string, externalId: string | null, name: string, joinedAt: string | null, tags: Array<string>, tier: string, blocked: boolean, orders: number, lastOrderAt: string | null, email: string | null, abandonedMark: string, abandonedOn: string, spent: { amount: number, currency: string }, abandonedAmount: { amount: number, currency: string } | null } | null };

export const CustomerRowFragmentDoc = new TypedDocumentString(`
    fragment CustomerRow on Customer {
  id
  externalId
  name
  joinedAt
  tags
  tier
  blocked
  orders
  spent {
    amount
    currency
  }
  lastOrderAt
  email
  abandonedMark
  abandonedOn
  abandonedAmount {
    amount
    currency
  }
}
    `, {"fragmentName":"CustomerRow"}) as unknown as TypedDocumentString<CustomerRowFragment, unknown>;
export const CustomersDocument = new TypedDocumentString(`
    query Customers($first: Int, $after: String, $abandoned: YesNoKind!) {
  customers(first: $first, after: $after, abandoned: $abandoned) {
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      node {
        ...CustomerRow
      }
    }
  }
}
    fragment CustomerRow on Customer {
  id
  externalId
  name
  joinedAt
  tags
  tier
  blocked
  orders
  spent {
    amount
    currency
  }
  lastOrderAt
  email
  abandonedMark
  abandonedOn
  abandonedAmount {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<CustomersQuery, CustomersQueryVariables>;
export const CustomerByEmailDocument = new TypedDocumentString(`
    query CustomerByEmail($email: Email!) {
  customer(email: $email) {
    ...CustomerRow
  }
}
    fragment CustomerRow on Customer {
  id
  externalId
  name
  joinedAt
  tags
  tier
  blocked
  orders
  spent {
    amount
    currency
  }
  lastOrderAt
  email
  abandonedMark
  abandonedOn
  abandonedAmount {
    amount
    currency
  }
}`) as unknown as TypedDocumentString<CustomerByEmailQuery, CustomerByEmailQueryVariables>;