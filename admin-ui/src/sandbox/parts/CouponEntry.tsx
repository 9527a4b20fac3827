import { useTexts } from "../../i18n/texts.ts";
import { enterCard, enterCode, removeCard, removeCode } from "../cart/cart.ts";
import { shopTexts } from "../texts.ts";
import { CodeEntry } from "./CodeEntry.tsx";

/** Whether two spellings are one code, as the engine reads them: width, case, spaces and hyphens do not matter. */
export function sameCode(one: string, other: string): boolean {
  return bare(one) === bare(other);
}

function bare(code: string): string {
  return code.normalize("NFKC").toUpperCase().replaceAll(/[\s-]/g, "");
}

interface Entered {
  codes: string[];
  refusal: string;
  pending: boolean;
  onEnter: () => void;
}

/** The code entry box, and the codes that are in the cart. */
export function CouponEntry({ onEnter, ...rest }: Entered) {
  const t = useTexts(shopTexts);
  const enter = (typed: string) => {
    onEnter();
    enterCode(typed);
  };
  return (
    <CodeEntry
      {...rest}
      kind="coupon"
      label={t.coupon}
      hint={t.couponHint}
      action={t.useCode}
      onEnter={enter}
      onRemove={removeCode}
    />
  );
}

/** The box for gift cards, which pay in the order in which they were entered. */
export function CardEntry({ onEnter, ...rest }: Entered) {
  const t = useTexts(shopTexts);
  const enter = (typed: string, pin: string) => {
    onEnter();
    enterCard(typed, pin);
  };
  return (
    <CodeEntry
      {...rest}
      kind="card"
      label={t.giftCard}
      pinLabel={t.giftCardPin}
      hint={t.giftCardHint}
      action={t.payByCard}
      onEnter={enter}
      onRemove={removeCard}
    />
  );
}
