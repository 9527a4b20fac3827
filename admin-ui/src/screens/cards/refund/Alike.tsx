import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { JobFile } from "../../../parts/show/JobFile.tsx";
import { toastFailure } from "../../../parts/show/toast.ts";
import { Banner } from "../../../parts/states/Banner.tsx";
import { useRight } from "../../../shell/shop.tsx";
import { BulkRefundCheckDocument, type RefundJobFragment } from "./queries.graphql.ts";
import { totalOf } from "./Sums.tsx";
import { refundTexts } from "./texts.ts";

/** Rows that are alike in booking and customer: the same refund twice, or two? Nothing is refunded before it is said. */
export function Alike({ of }: { of: RefundJobFragment }) {
  const text = useTexts(refundTexts);
  const mayAct = useRight("coupons");
  const [key] = useState(newKey);
  const check = useAct(BulkRefundCheckDocument, (result) => result.bulkRefundCheck);
  const count = totalOf(of, "twins");
  if (count === 0) return null;
  const say = (twins: "ONCE" | "EACH") =>
    check.mutate(
      { input: { jobId: of.id, twins, idempotencyKey: `${key} ${twins}` } },
      { onError: toastFailure },
    );
  return (
    <Banner kind="warn">
      <Stack gap="xs">
        <div>{text.alike(formatCount(count))}</div>
        <Group>
          {mayAct && (
            <>
              <Button variant="default" loading={check.isPending} onClick={() => say("ONCE")}>
                {text.alikeOnce}
              </Button>
              <Button variant="default" loading={check.isPending} onClick={() => say("EACH")}>
                {text.alikeEach}
              </Button>
            </>
          )}
          <JobFile right="coupons" path={of.outputPath} label={text.alikeFile} />
        </Group>
      </Stack>
    </Banner>
  );
}
