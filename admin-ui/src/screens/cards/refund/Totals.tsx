import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { formatCount, formatMoney } from "../../../i18n/format.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { JobFile } from "../../../parts/show/JobFile.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { useRight, useShop } from "../../../shell/shop.tsx";
import { Alike } from "./Alike.tsx";
import { BulkRefundRunDocument, type RefundJobFragment } from "./queries.graphql.ts";
import { Sums, totalOf } from "./Sums.tsx";
import { refundTexts } from "./texts.ts";

/** The third step: what would be refunded, what cannot be, and the button that does it. */
export function Totals({ of }: { of: RefundJobFragment }) {
  const text = useTexts(refundTexts);
  const state = useTexts(stateTexts);
  const { currency } = useShop();
  const mayAct = useRight("money");
  const [key] = useState(newKey);
  const client = useQueryClient();
  const run = useAct(BulkRefundRunDocument, (result) => result.bulkRefundRun);
  const fresh = of.done - totalOf(of, "repeated");
  // Another tab may have begun it: what stands here would then be a lie.
  const look = { onError: () => client.invalidateQueries() };
  const amount = formatMoney({ amount: totalOf(of, "amount"), currency });
  return (
    <Section title={text.checked}>
      <Stack gap="md">
        <div>{text.checkedHint}</div>
        <Sums of={of} />
        <Alike of={of} />
        {fresh === 0 && <Banner>{text.nothing}</Banner>}
        {!mayAct && <Banner>{text.runNeeds}</Banner>}
        {run.error && (
          <div role="alert">
            <Banner kind="bad">{sentence(run.error, state)}</Banner>
          </div>
        )}
        <Group>
          {mayAct && fresh > 0 && totalOf(of, "twins") === 0 && (
            <Button
              loading={run.isPending}
              onClick={() => run.mutate({ input: { jobId: of.id, idempotencyKey: key } }, look)}
            >
              {text.run(formatCount(fresh), amount)}
            </Button>
          )}
          <JobFile right="coupons" path={of.failuresPath} label={text.failures} pii />
        </Group>
      </Stack>
    </Section>
  );
}
