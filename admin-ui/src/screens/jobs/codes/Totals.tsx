import { Button, Group, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { formatCount } from "../../../i18n/format.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Facts } from "../../../parts/detail/Facts.tsx";
import { Section } from "../../../parts/detail/Section.tsx";
import { JobFile } from "../../../parts/show/JobFile.tsx";
import { Amount, Count } from "../../../parts/show/values.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { useRight, useShop } from "../../../shell/shop.tsx";
import { JobResumeDocument } from "../queries.graphql.ts";
import { CodeImportRunDocument, type CodeJobFragment } from "./queries.graphql.ts";
import { codesTexts } from "./texts.ts";

/** The third step, and the end: what would come in or did, what cannot, and the button that does it. */
export function Totals({ of }: { of: CodeJobFragment }) {
  const text = useTexts(codesTexts);
  const state = useTexts(stateTexts);
  const mayRun = useRight("money");
  const [key, setKey] = useState(newKey);
  const client = useQueryClient();
  const run = useAct(CodeImportRunDocument, (result) => result.codeImportRun);
  const resume = useAct(JobResumeDocument, (result) => result.jobResume, { onDone: () => setKey(newKey()) });
  const open = of.state === "CHECKED";
  const fresh = of.done - totalOf(of, "repeated");
  const titles: Partial<Record<CodeJobFragment["state"], string>> = {
    CHECKED: text.checked,
    DONE: text.done,
    FAILED: text.stopped,
  };
  const input = { jobId: of.id, idempotencyKey: key };
  const look = { onError: () => client.invalidateQueries() };
  const error = run.error ?? resume.error;
  return (
    <Section title={titles[of.state] ?? text.cancelled}>
      <Stack gap="md">
        {open && <div>{text.checkedHint}</div>}
        {of.problem && <Banner kind="bad">{of.problem}</Banner>}
        <Sums of={of} />
        {open && totalOf(of, "weak_codes") > 0 && <Banner>{text.weakHint}</Banner>}
        {open && totalOf(of, "over_six_months_amount") > 0 && <Banner>{text.law}</Banner>}
        {open && fresh === 0 && <Banner>{text.nothing}</Banner>}
        {open && !mayRun && <Banner>{text.runNeeds}</Banner>}
        {error && (
          <div role="alert">
            <Banner kind="bad">{sentence(error, state)}</Banner>
          </div>
        )}
        <Group>
          {open && mayRun && fresh > 0 && (
            <Button loading={run.isPending} onClick={() => run.mutate({ input }, look)}>
              {text.run(formatCount(fresh))}
            </Button>
          )}
          {of.state === "FAILED" && mayRun && (
            <Button loading={resume.isPending} onClick={() => resume.mutate({ input }, look)}>
              {text.resume}
            </Button>
          )}
          <JobFile right="coupons" path={of.outputPath} label={text.output} pii />
          <JobFile right="coupons" path={of.failuresPath} label={text.failures} pii />
        </Group>
      </Stack>
    </Section>
  );
}

/** A figure of a job by its name; 0 when it has none. */
function totalOf({ totals }: CodeJobFragment, name: string): number {
  return totals.find((one) => one.name === name)?.value ?? 0;
}

const MONEY = [
  ["amount", "amount"],
  ["paid_amount", "paid"],
  ["free_amount", "free"],
  ["over_six_months_amount", "long"],
] as const;
const ROWS = [
  ["repeated", "repeated"],
  ["used_up", "usedUp"],
  ["without_owner", "withoutOwner"],
  ["without_end", "withoutEnd"],
  ["weak_codes", "weak"],
] as const;

/** What the rows of the file add up to; figures that are 0 are left out. */
function Sums({ of }: { of: CodeJobFragment }) {
  const text = useTexts(codesTexts);
  const { currency } = useShop();
  const some = ([name]: readonly [string, string]) => totalOf(of, name) > 0;
  return (
    <Facts
      of={[
        [
          of.state === "CHECKED" ? text.good : text.came,
          <Count key="good" of={of.done - totalOf(of, "repeated")} />,
        ],
        ...MONEY.filter(some).map(
          ([name, label]) =>
            [text[label], <Amount key={name} of={{ amount: totalOf(of, name), currency }} />] as const,
        ),
        ...ROWS.filter(some).map(
          ([name, label]) => [text[label], <Count key={name} of={totalOf(of, name)} />] as const,
        ),
        [text.bad, <Count key="bad" of={of.failed} />],
      ]}
    />
  );
}
