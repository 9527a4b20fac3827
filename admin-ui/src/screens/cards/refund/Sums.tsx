import { Button } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useTexts } from "../../../i18n/texts.ts";
import { Facts } from "../../../parts/detail/Facts.tsx";
import { Icon } from "../../../parts/Icon.tsx";
import { toastFailure } from "../../../parts/show/toast.ts";
import { Amount, Count } from "../../../parts/show/values.tsx";
import { useRight, useShop } from "../../../shell/shop.tsx";
import { takeAway } from "./file.ts";
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
  const money = (name: string) => <Amount key={name} of={{ amount: totalOf(of, name), currency }} />;
  return (
    <Facts
      of={[
        [text.good, <Count key="good" of={of.done} />],
        [text.amount, money("amount")],
        [text.bad, <Count key="bad" of={of.failed} />],
        [text.repeated, <Count key="repeated" of={totalOf(of, "repeated")} />],
        [text.repeatedAmount, money("repeated_amount")],
      ]}
    />
  );
}

/** Takes a file of a job away; one that may name customers only for who may see them. */
export function JobFile(props: { path: string | null; label: string; pii?: boolean }) {
  const mayTake = useRight("coupons");
  const pii = useRight("pii");
  const take = useMutation({ mutationFn: takeAway, onError: toastFailure });
  const { path } = props;
  if (!path || !mayTake || (props.pii && !pii)) return null;
  return (
    <Button
      variant="default"
      leftSection={<Icon name="download" size={16} />}
      loading={take.isPending}
      onClick={() => take.mutate(path)}
    >
      {props.label}
    </Button>
  );
}
