import { Fragment } from "react";

/** A sentence of the engine: what stands between backticks is written in the language. */
export function Prose({ of }: { of: string }) {
  return of.split("`").map((part, place) =>
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a fixed text never move
    place % 2 === 1 ? <code key={place}>{part}</code> : <Fragment key={place}>{part}</Fragment>,
  );
}
