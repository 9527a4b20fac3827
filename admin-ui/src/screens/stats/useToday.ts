import { formatDayOf } from "../../i18n/format.ts";
import { useShop } from "../../shell/shop.tsx";

/** The shop's day now, `2026-11-21`. */
export function useToday(): string {
  const { timeZone } = useShop();
  return formatDayOf(new Date().toISOString(), timeZone).replaceAll("/", "-");
}
