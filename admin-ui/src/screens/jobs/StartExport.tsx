import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { dayAfter, instantOf } from "../../i18n/zone.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { toastFailure } from "../../parts/show/toast.ts";
import { useShop } from "../../shell/shop.tsx";
import { ExportStartDocument, type ExportStartMutationVariables } from "./queries.graphql.ts";
import { jobsTexts } from "./texts.ts";

type Input = ExportStartMutationVariables["input"];

/** What can be taken away, with what narrows it. */
const LISTS = {
  CARDS: { rule: true, days: false },
  COUPONS: { rule: true, days: true },
  REDEMPTIONS: { rule: true, days: false },
  LEDGER: { rule: true, days: true },
  ORDERS: { rule: false, days: false },
} as const satisfies Record<Input["list"], { rule: boolean; days: boolean }>;
const FORMS = ["CSV", "JSONL"] as const;

/** A list of any length as a file: what, how, and of which rule and days (S5.42). */
export function StartExport() {
  const text = useTexts(jobsTexts);
  const { timeZone } = useShop();
  const [list, setList] = useState<Input["list"]>("CARDS");
  const [format, setFormat] = useState<(typeof FORMS)[number]>("CSV");
  const [rule, setRule] = useState("");
  const [since, setSince] = useState("");
  const [until, setUntil] = useState("");
  const [key, setKey] = useState(newKey);
  const start = useAct(ExportStartDocument, (result) => result.exportStart, {
    done: text.started,
    onDone: () => setKey(newKey()),
  });
  const may = LISTS[list];
  const begin = (event: FormEvent) => {
    event.preventDefault();
    const input = {
      list,
      format,
      rule: may.rule && rule.trim() ? rule.trim() : null,
      since: may.days && since ? instantOf(since, timeZone) : null,
      until: may.days && until ? instantOf(dayAfter(until), timeZone) : null,
    };
    start.mutate({ input: { ...input, idempotencyKey: key } }, { onError: toastFailure });
  };
  const day = (label: string, value: string, set: (value: string) => void) => (
    <TextInput type="date" label={label} value={value} onChange={(event) => set(event.currentTarget.value)} />
  );
  return (
    <Section title={text.exportTitle}>
      <form onSubmit={begin}>
        <Stack gap="sm" align="start">
          <div>{text.exportLead}</div>
          <Group align="end">
            <NativeSelect
              label={text.what}
              data={Object.keys(LISTS).map((one) => ({ value: one, label: text[one as Input["list"]] }))}
              value={list}
              onChange={(event) => setList(event.currentTarget.value as Input["list"])}
            />
            <NativeSelect
              label={text.form}
              data={FORMS.map((one) => ({ value: one, label: text[one] }))}
              value={format}
              onChange={(event) => setFormat(event.currentTarget.value as (typeof FORMS)[number])}
            />
            {may.rule && (
              <TextInput
                label={text.rule}
                value={rule}
                onChange={(event) => setRule(event.currentTarget.value)}
              />
            )}
            {may.days && day(text.since, since, setSince)}
            {may.days && day(text.until, until, setUntil)}
          </Group>
          <Button type="submit" loading={start.isPending}>
            {text.start}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
