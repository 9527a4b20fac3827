// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** Which entries; all that is given must hold. */
export type AuditFilter = {
  /** By this actor id. */
  actor?: string | null | undefined;
  /** This was done, such as coupon revoked. */
  action?: string | null | undefined;
  /** To this: a coupon, message, token, person or revision by the id shown here. */
  subject?: string | null | undefined;
  /** At or after this. */
  since?: string | null | undefined;
  /** Before this. */
  until?: string | null | undefined;
};

export type AuditQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
  last?: number | null | undefined;
  before?: string | null | undefined;
}>;


export type AuditQuery = { audit: { pageInfo: { hasNextPage: boolean, hasPreviousPage: boolean, startCursor: string | null, endCursor: string | null }, edges: Array<{ node: { number: number, at: string, actorKind: string, actorId: string, actorName: string, ip: string, action: string, subject: string, detail: Array<{ name: string, value: string }> } }> } };

export type AuditCheckQueryVariables = Exact<{ [key: string]: never; }>;


export type AuditCheckQuery = { invariants: { sound: boolean, broken: Array<string>, checkedAt: string } };


export const AuditDocument = new TypedDocumentString(`
    query Audit($filter: AuditFilter, $first: Int, $after: String, $last: Int, $before: String) {
  audit(
    filter: $filter
    first: $first
    after: $after
    last: $last
    before: $before
  ) {
    pageInfo {
      hasNextPage
      hasPreviousPage
      startCursor
      endCursor
    }
    edges {
      node {
        number
        at
        actorKind
        actorId
        actorName
        ip
        action
        subject
        detail {
          name
          value
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<AuditQuery, AuditQueryVariables>;
export const AuditCheckDocument = new TypedDocumentString(`
    query AuditCheck {
  invariants {
    sound
    broken
    checkedAt
  }
}
    `) as unknown as TypedDocumentString<AuditCheckQuery, AuditCheckQueryVariables>;