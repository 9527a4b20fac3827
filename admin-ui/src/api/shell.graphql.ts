// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "./document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
export type ShellQueryVariables = Exact<{ [key: string]: never; }>;


export type ShellQuery = { shop: { id: string, name: string, currency: string, timeZone: string, liveRevision: number | null } | null };


export const ShellDocument = new TypedDocumentString(`
    query Shell {
  shop {
    id
    name
    currency
    timeZone
    liveRevision
  }
}
    `) as unknown as TypedDocumentString<ShellQuery, ShellQueryVariables>;