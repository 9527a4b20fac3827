import { Text } from "@mantine/core";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { JobProgress } from "../../../parts/show/JobProgress.tsx";
import { toastFailure } from "../../../parts/show/toast.ts";
import { useRight } from "../../../shell/shop.tsx";
import { RefundCancelDocument, type RefundJobFragment } from "./queries.graphql.ts";
import { refundTexts } from "./texts.ts";

/** While the file is looked through or carried out: how far it is; it can be stopped, what was done stays. */
export function UnderWay({ of }: { of: RefundJobFragment }) {
  const text = useTexts(refundTexts);
  const mayAct = useRight("coupons");
  const [key] = useState(newKey);
  const cancel = useAct(RefundCancelDocument, (result) => result.jobCancel);
  const label = of.checking ? text.checking : text.running;
  const stop = () =>
    cancel.mutate({ input: { jobId: of.id, idempotencyKey: key } }, { onError: toastFailure });
  return (
    <Section title={label}>
      <JobProgress
        label={label}
        done={of.done + of.failed}
        failed={of.failed}
        total={Math.max(of.total ?? 0, of.done + of.failed + 1)}
        {...(mayAct && { onCancel: stop })}
      />
      {of.state === "WAITING" && (
        <Text role="status" size="sm" c="dimmed">
          {text.waiting}
        </Text>
      )}
    </Section>
  );
}
