// Written by scripts/gen-graphql.mjs; do not edit.
import { TypedDocumentString } from "../../api/document.ts";

/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
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

export type OrdersCsvQueryVariables = Exact<{
  filter?: OrderFilter | null | undefined;
}>;


export type OrdersCsvQuery = { ordersExport: { name: string, mediaType: string, text: string, rows: number, complete: boolean } };


export const OrdersCsvDocument = new TypedDocumentString(`
    query OrdersCsv($filter: OrderFilter) {
  ordersExport(filter: $filter) {
    name
    mediaType
    text
    rows
    complete
  }
}
    `) as unknown as TypedDocumentString<OrdersCsvQuery, OrdersCsvQueryVariables>;