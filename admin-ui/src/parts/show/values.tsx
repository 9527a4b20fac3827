import {
  formatCount,
  formatDay,
  formatDuration,
  formatInstant,
  formatMoney,
  formatRelative,
  formatUntil,
  type Money,
} from "../../i18n/format.ts";
import { useLocale } from "../../i18n/locale.ts";
import { useShop } from "../../shell/shop.tsx";

const NOTHING = "–";

/** `¥1,234`. */
export function Amount({ of }: { of: Money | null }) {
  return <span className="numeric">{of ? formatMoney(of) : NOTHING}</span>;
}

/** `1,234`. */
export function Count({ of }: { of: number }) {
  return <span className="numeric">{formatCount(of)}</span>;
}

/** `2026/11/21 18:15` on the shop's clock; with `relative` also how long ago. */
export function Instant({ at, relative = false }: { at: string | null; relative?: boolean }) {
  const { timeZone } = useShop();
  const locale = useLocale();
  if (at === null) return <span>{NOTHING}</span>;
  return (
    <time dateTime={at} className="numeric" title={timeZone}>
      {formatInstant(at, timeZone)}
      {relative && ` (${formatRelative(at, new Date(), locale)})`}
    </time>
  );
}

/** The last minute before an exclusive end, as people say it: `2026/12/05 23:59`. */
export function Until({ at, never }: { at: string | null; never: string }) {
  const { timeZone } = useShop();
  if (at === null) return <span>{never}</span>;
  return (
    <time dateTime={at} className="numeric" title={timeZone}>
      {formatUntil(at, timeZone)}
    </time>
  );
}

/** `2026/11/21`, a day of the shop such as `2026-11-21`. */
export function Day({ of }: { of: string | null }) {
  return <span className="numeric">{of ? formatDay(of) : NOTHING}</span>;
}

/** `2 日 4 時間`. */
export function Duration({ seconds }: { seconds: number }) {
  const locale = useLocale();
  return <span className="numeric">{formatDuration(seconds, locale)}</span>;
}
