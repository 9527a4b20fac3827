import { Button, Group, Stack } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { JobFile } from "../../../parts/show/JobFile.tsx";
import { toastFailure } from "../../../parts/show/toast.ts";
import { Banner } from "../../../parts/states/Banner.tsx";
import { useRight } from "../../../shell/shop.tsx";
import { type RefundJobFragment, RefundResumeDocument } from "./queries.graphql.ts";
import { Sums } from "./Sums.tsx";
import { refundTexts } from "./texts.ts";

/** A refund that is over, or stopped: what was done, the files, and how to go on. */
export function Ended({ of }: { of: RefundJobFragment }) {
  const text = useTexts(refundTexts);
  const mayAct = useRight("coupons");
  const [key, setKey] = useState(newKey);
  const resume = useAct(RefundResumeDocument, (result) => result.jobResume, {
    onDone: () => setKey(newKey()),
  });
  const title = { DONE: text.done, FAILED: text.failed }[of.state as string] ?? text.cancelled;
  const go = () => resume.mutate({ input: { jobId: of.id, idempotencyKey: key } }, { onError: toastFailure });
  return (
    <Section title={title}>
      <Stack gap="md">
        {of.state === "FAILED" && (
          <Banner kind="bad">
            {text.failedHint} {of.problem}
          </Banner>
        )}
        {of.state === "CANCELLED" && <div>{text.cancelledHint}</div>}
        <Sums of={of} />
        <Group>
          {of.state === "FAILED" && mayAct && (
            <Button loading={resume.isPending} onClick={go}>
              {text.resume}
            </Button>
          )}
          {of.state === "DONE" && (
            <Link to="/gift-cards" search={{ campaign: of.subject }}>
              {text.toCards}
            </Link>
          )}
          <JobFile right="coupons" path={of.outputPath} label={text.output} />
          <JobFile right="coupons" path={of.failuresPath} label={text.failures} pii />
        </Group>
      </Stack>
    </Section>
  );
}
