import type { NotificationData } from "@mantine/notifications";
import { currentLocale } from "../../i18n/locale.ts";
import { sentence } from "../states/Failure.tsx";
import { stateTexts } from "../states/texts.ts";

const SHORT_MS = 4_000;
const CLOSE = { ja: "閉じる", en: "Close" };

let toasted = false;
const listeners = new Set<() => void>();

/** Whether there was a toast: before, nothing of them is loaded. */
export function anyToast(): boolean {
  return toasted;
}

/** Calls `listener` with the first toast. */
export function whenToasted(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function show(data: NotificationData): Promise<void> {
  toasted = true;
  for (const listener of listeners) listener();
  (await import("./Toaster.tsx")).show(data);
}

function closing() {
  return { closeButtonProps: { "aria-label": CLOSE[currentLocale()] } };
}

/** Says at the lower right that something was done. */
export function toast(message: string): void {
  void show({ message, color: "ai", autoClose: SHORT_MS, ...closing() });
}

/** Says what went wrong with an action; stays until it is closed. */
export function toastFailure(error: unknown): void {
  void show({
    message: sentence(error, stateTexts[currentLocale()]),
    color: "red",
    autoClose: false,
    ...closing(),
  });
}
