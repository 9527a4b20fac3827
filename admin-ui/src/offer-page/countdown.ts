import { useEffect, useState } from "react";

const SECOND_MS = 1000;

/** `9:05`; an hour and more as `1:09:05`. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / SECOND_MS));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const rest = String(seconds % 60).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** Whole minutes that are said to people who do not see the figures; null between two announcements. */
export function announcement(ms: number): number | null {
  const minutes = Math.ceil(ms / 60_000) - 1;
  return [5, 1, 0].includes(minutes) ? minutes : null;
}

/**
 * The milliseconds that are left, second by second; null without an end. The server said how many there were when its
 * answer came; the clock of this machine, which may be wrong, is only used to measure what has passed since.
 */
export function useCountdown(leftMs: number | null, onEnd: () => void): number | null {
  const [left, setLeft] = useState(leftMs);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever asks passes a new function at each drawing
  useEffect(() => {
    setLeft(leftMs);
    if (leftMs === null) return;
    const begun = performance.now();
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      const rest = leftMs - (performance.now() - begun);
      setLeft(Math.max(0, rest));
      if (rest <= 0) onEnd();
      else timer = setTimeout(tick, rest % SECOND_MS || SECOND_MS);
    };
    tick();
    return () => clearTimeout(timer);
  }, [leftMs]);
  return left;
}
