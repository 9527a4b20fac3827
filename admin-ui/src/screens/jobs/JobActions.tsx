import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { formatCount } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { JobFile } from "../../parts/show/JobFile.tsx";
import { toastFailure } from "../../parts/show/toast.ts";
import { useRight } from "../../shell/shop.tsx";
import {
  JobCancelDocument,
  JobResumeDocument,
  type JobRowFragment,
  ProductImportRunDocument,
} from "./queries.graphql.ts";
import { jobsTexts } from "./texts.ts";

const RIGHTS = {
  EXPORT: "export",
  BULK_REFUND: "coupons",
  PRODUCT_IMPORT: "catalog",
  CARD_IMPORT: "coupons",
  COUPON_IMPORT: "coupons",
} as const;
const SMALL = { size: "compact-sm", variant: "default" } as const;

/** What can be done with a job now: take its files, stop it, let it go on, store what was looked through. */
export function JobActions({ of }: { of: JobRowFragment }) {
  const text = useTexts(jobsTexts);
  const right = RIGHTS[of.kind];
  const may = useRight(right);
  const [key, setKey] = useState(newKey);
  const renewed = { onDone: () => setKey(newKey()) };
  const cancel = useAct(JobCancelDocument, (result) => result.jobCancel, renewed);
  const resume = useAct(JobResumeDocument, (result) => result.jobResume, renewed);
  const store = useAct(ProductImportRunDocument, (result) => result.productImportRun, {
    ...renewed,
    done: text.stored,
  });
  const input = { jobId: of.id, idempotencyKey: key };
  const refund = of.kind === "BULK_REFUND";
  const codes = of.kind === "CARD_IMPORT" || of.kind === "COUPON_IMPORT";
  const pii = refund || codes;
  return (
    <Group gap="xs">
      <JobFile path={of.outputPath} label={text.output} right={right} pii={pii} size="compact-sm" />
      <JobFile path={of.failuresPath} label={text.failures} right={right} pii={pii} size="compact-sm" />
      {codes && (of.state === "OPEN" || of.state === "CHECKED") && (
        <Link to="/settings/jobs/codes" search={{ job: of.id }}>
          {text.toRefund}
        </Link>
      )}
      {refund && (of.state === "OPEN" || of.state === "CHECKED") && (
        <Link to="/gift-cards/refund" search={{ job: of.id }}>
          {text.toRefund}
        </Link>
      )}
      {may && of.kind === "PRODUCT_IMPORT" && of.state === "CHECKED" && of.done > 0 && (
        <Button
          size="compact-sm"
          loading={store.isPending}
          onClick={() => store.mutate({ input }, { onError: toastFailure })}
        >
          {text.store(formatCount(of.done))}
        </Button>
      )}
      {may && of.state === "FAILED" && (
        <Button
          {...SMALL}
          loading={resume.isPending}
          onClick={() => resume.mutate({ input }, { onError: toastFailure })}
        >
          {text.resume}
        </Button>
      )}
      {may && !["DONE", "CANCELLED", "FAILED"].includes(of.state) && (
        <Button
          {...SMALL}
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ input }, { onError: toastFailure })}
        >
          {text.cancel}
        </Button>
      )}
    </Group>
  );
}
