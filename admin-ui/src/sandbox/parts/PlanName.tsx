import { useLocale } from "../../i18n/locale.ts";
import { useTexts } from "../../i18n/texts.ts";
import { cycleText } from "../../offer-page/cycle.ts";
import type { Product } from "../api/server.ts";
import { shopTexts } from "../texts.ts";

/** A plan as shoppers know it: how often it comes, and what is off. */
export function PlanName({ product, plan }: { product: Product | undefined; plan: string }) {
  const t = useTexts(shopTexts);
  const locale = useLocale();
  const found = product?.plans.find(({ name }) => name === plan);
  if (found === undefined) return <>{plan}</>;
  const off = found.percentOff === "0" ? "" : t.percentOff(found.percentOff);
  return (
    <>
      {t.subscriptionEvery(cycleText(found.cycle, locale))} {off}
    </>
  );
}
