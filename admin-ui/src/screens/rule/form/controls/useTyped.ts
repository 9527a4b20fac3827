import { type KeyboardEvent, useRef, useState } from "react";

/**
 * What somebody types into a field of the form: kept here until they leave it or press Enter, then handed over, so that
 * half a number never reaches the text. Enter that ends a conversion of an input method is not Enter.
 */
export function useTyped(value: string, hand: (typed: string) => void) {
  const [typed, setTyped] = useState<string | null>(null);
  const composing = useRef(false);
  const done = () => {
    if (typed !== null && typed !== value) hand(typed);
    setTyped(null);
  };
  return {
    value: typed ?? value,
    onChange: (event: { currentTarget: { value: string } }) => setTyped(event.currentTarget.value),
    onBlur: done,
    onCompositionStart: () => {
      composing.current = true;
    },
    onCompositionEnd: () => {
      composing.current = false;
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (composing.current || event.nativeEvent.isComposing) return;
      if (event.key === "Enter") {
        event.preventDefault();
        done();
      }
      if (event.key === "Escape") setTyped(null);
    },
  };
}
