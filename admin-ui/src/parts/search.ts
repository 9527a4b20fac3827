import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** What every list keeps in its address, so that a view is a link; see `DataTable`. */
export interface TableSearch {
  /** Text that was searched for. */
  q?: string;
  /** Column id, with a minus in front for descending. */
  sort?: string;
  /** Ids of the shown columns, joined with dots; absent: the usual ones. */
  cols?: string;
  after?: string;
  before?: string;
}

type Raw = Record<string, unknown>;

/** A text of the address; what is no text, or empty, is absent. */
export function textIn(value: unknown): string | undefined {
  if (typeof value === "number") return String(value);
  return typeof value === "string" && value !== "" ? value.slice(0, 200) : undefined;
}

/** One of `options`, or absent: addresses are typed by people and come from older versions. */
export function choiceIn<Option extends string>(
  value: unknown,
  options: readonly Option[],
): Option | undefined {
  return options.find((option) => option === value);
}

/** Reads what a list keeps in its address; for `validateSearch` of a route. */
export function tableSearch(raw: Raw): TableSearch {
  return {
    q: textIn(raw.q),
    sort: textIn(raw.sort),
    cols: textIn(raw.cols),
    after: textIn(raw.after),
    before: textIn(raw.before),
  };
}

/** Changes parts of the address of the present screen; `undefined` takes a part away. Filters replace, pages push. */
export function useSetSearch<Search extends object>(): (patch: Partial<Search>, push?: boolean) => void {
  const navigate = useNavigate();
  return useCallback(
    (patch, push = false) => {
      navigate({
        to: ".",
        search: ((before: object) => ({ ...before, ...patch })) as never,
        replace: !push,
        resetScroll: false,
      });
    },
    [navigate],
  );
}

/** A filter changed: the page that was open belongs to the old list. */
export function fromTheStart<Search extends TableSearch>(patch: Partial<Search>): Partial<Search> {
  return { ...patch, after: undefined, before: undefined };
}

/** The arguments of a keyset-paged list for the present address. */
export function pageVariables(
  search: TableSearch,
  size = 50,
): { first: number | null; after: string | null; last: number | null; before: string | null } {
  const back = search.before !== undefined;
  return {
    first: back ? null : size,
    after: search.after ?? null,
    last: back ? size : null,
    before: search.before ?? null,
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day of an address, `2026-11-21`, or absent. */
export function dayIn(value: unknown): string | undefined {
  return typeof value === "string" && DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : undefined;
}
