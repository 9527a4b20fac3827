import { formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import type { CouponRowFragment } from "./queries.graphql.ts";
import { couponTexts } from "./texts.ts";

const TONES: Readonly<Record<CouponRowFragment["state"], Tone>> = {
  ISSUED: "good",
  USED_UP: "plain",
  EXPIRED: "plain",
  REVOKED: "bad",
};

/** Whether a coupon may be used, in a word. */
export function CouponState({ of }: { of: CouponRowFragment["state"] }) {
  const text = useTexts(couponTexts);
  return <StateBadge tone={TONES[of]}>{text[of]}</StateBadge>;
}

/** `¥500 引き`, `10% off`. */
export function useDiscount(): (discount: CouponRowFragment["discount"]) => string {
  const text = useTexts(couponTexts);
  return ({ amount, percent, freeShipping }) => {
    if (amount) return text.off(formatMoney(amount));
    if (percent) return text.off(`${percent}%`);
    return freeShipping ? text.freeShipping : "–";
  };
}

/** `1 / 3`, with what carts have set aside. */
export function Uses({ of: { used, uses, held } }: { of: CouponRowFragment }) {
  const text = useTexts(couponTexts);
  return (
    <>
      <span className="numeric">
        {used} / {uses ?? text.noLimit}
      </span>
      {held > 0 && ` (${text.held(held)})`}
    </>
  );
}
