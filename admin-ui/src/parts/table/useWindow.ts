import { type RefObject, useEffect, useState } from "react";

/** From how many rows on only those near the visible ones are drawn. */
export const MANY_ROWS = 500;
/** Rows of a windowed table have this height, in pixels; the stylesheet fixes it. */
export const ROW_HEIGHT = 41;
const SPARE = 20;

export interface RowWindow {
  readonly start: number;
  readonly end: number;
}

/** Which rows to draw for a scroll position: the visible ones and some spare on both sides. */
export function rowWindow(scrollTop: number, height: number, count: number): RowWindow {
  const first = Math.floor(scrollTop / ROW_HEIGHT) - SPARE;
  const last = Math.ceil((scrollTop + height) / ROW_HEIGHT) + SPARE;
  return { start: Math.min(Math.max(0, first), count), end: Math.max(0, Math.min(count, last)) };
}

/** The window over `count` rows of the scrolling `box`; all of them while they are few. */
export function useWindow(box: RefObject<HTMLElement | null>, count: number): RowWindow {
  const many = count > MANY_ROWS;
  const [range, setRange] = useState<RowWindow>(() => rowWindow(0, 800, count));
  useEffect(() => {
    const element = box.current;
    if (!many || !element) return undefined;
    const look = () => setRange(rowWindow(element.scrollTop, element.clientHeight, count));
    look();
    element.addEventListener("scroll", look, { passive: true });
    return () => element.removeEventListener("scroll", look);
  }, [box, many, count]);
  return many ? range : { start: 0, end: count };
}
