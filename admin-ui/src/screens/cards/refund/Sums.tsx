import type { ReactNode } from "react";
import { useTexts } from "../../../i18n/texts.ts";
import { Facts } from "../../../parts/detail/Facts.tsx";
import { Amount, Count } from "../../../parts/show/values.tsx";
import { useShop } from "../../../shell/shop.tsx";
import type { RefundJobFragment } from "./queries.graphql.ts";
import { refundTexts } from "./texts.ts";

/** A figure of a job by its name; 0 when it has none. */
export function totalOf({ totals }: RefundJobFragment, name: string): number {
  return totals.find((one) => one.name === name)?.value ?? 0;
}

/** What the rows of a file add up to. */
export function Sums({ of }: { of: RefundJobFragment }) {
  const text = useTexts(refundTexts);
  const { currency } = useShop();
  const waiting = totalOf(of, "twins");
  const money = (name: string) => <Amount key={name} of={{ amount: totalOf(of, name), currency }} />;
  return (
    <Facts
      of={[
        [text.good, <Count key="good" of={of.done - totalOf(of, "repeated") - waiting} />],
        [text.amount, money("amount")],
        [text.bad, <Count key="bad" of={of.failed} />],
        ...(waiting > 0
          ? [[text.waitingRows, <Count key="waiting" of={waiting} />] as [string, ReactNode]]
          : []),
        [text.repeated, <Count key="repeated" of={totalOf(of, "repeated")} />],
        [text.repeatedAmount, money("repeated_amount")],
      ]}
    />
  );
}
