import { notifications } from "@mantine/notifications";
import { currentLocale } from "../../i18n/locale.ts";
import { sentence } from "../states/Failure.tsx";
import { stateTexts } from "../states/texts.ts";

const SHORT_MS = 4_000;
const CLOSE = { ja: "閉じる", en: "Close" };

function closing() {
  return { closeButtonProps: { "aria-label": CLOSE[currentLocale()] } };
}

/** Says at the lower right that something was done. */
export function toast(message: string): void {
  notifications.show({ message, color: "ai", autoClose: SHORT_MS, ...closing() });
}

/** Says what went wrong with an action; stays until it is closed. */
export function toastFailure(error: unknown): void {
  notifications.show({
    message: sentence(error, stateTexts[currentLocale()]),
    color: "red",
    autoClose: false,
    ...closing(),
  });
}
