import { Button, Group, NativeSelect, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { FirstRows } from "../../../parts/table/FirstRows.tsx";
import { useRight } from "../../../shell/shop.tsx";
import classes from "./codes.module.css";
import {
  CodeImportCheckDocument,
  type CodeJobFragment,
  CodePreviewDocument,
  type CodePreviewQuery,
  type ImportColumnKind,
} from "./queries.graphql.ts";
import { codesTexts } from "./texts.ts";

type Preview = NonNullable<CodePreviewQuery["codeImportPreview"]["preview"]>;

const BOTH = ["CODE", "KEY", "EMAIL", "CUSTOMER", "PHONE", "NAME", "ENDS", "ENABLED"] as const;
const COLUMNS = {
  CARD_IMPORT: [...BOTH, "PIN", "BALANCE", "CONSIDERATION"],
  COUPON_IMPORT: [...BOTH, "USES", "USES_LEFT", "USED", "USED_AT", "ORDER", "TAKEN_OFF"],
} as const satisfies Record<string, readonly ImportColumnKind[]>;

/** The second step: what the file's columns mean, with its first rows beside. */
export function Mapping({ of }: { of: CodeJobFragment }) {
  const text = useTexts(codesTexts);
  const mayAct = useRight("coupons");
  const query = useQuery({ ...ask(CodePreviewDocument, { id: of.id }), enabled: mayAct });
  return (
    <Section title={text.mapping}>
      <Answer query={query}>
        {({ codeImportPreview: { preview } }) =>
          preview && preview.headings.length > 0 ? (
            <Form of={of} preview={preview} />
          ) : (
            <Banner>{text.fileNeeded}</Banner>
          )
        }
      </Answer>
    </Section>
  );
}

function Form({ of, preview }: { of: CodeJobFragment; preview: Preview }) {
  const text = useTexts(codesTexts);
  const state = useTexts(stateTexts);
  const [meant, setMeant] = useState<Partial<Record<ImportColumnKind, string>>>(() =>
    Object.fromEntries(preview.columns.map(({ column, heading }) => [column, heading])),
  );
  const [key, setKey] = useState(newKey);
  const check = useAct(CodeImportCheckDocument, (result) => result.codeImportCheck);
  const cards = of.kind === "CARD_IMPORT";
  const columns: readonly ImportColumnKind[] = COLUMNS[cards ? "CARD_IMPORT" : "COUPON_IMPORT"];
  const said = columns.flatMap((column) => (meant[column] ? [{ column, heading: meant[column] }] : []));
  const enough = meant.CODE && (!cards || meant.BALANCE);
  return (
    <Stack gap="md">
      <div>{text.mappingHint}</div>
      <div className={classes.mapping}>
        {columns.map((column) => (
          <NativeSelect
            key={column}
            label={text[column]}
            data={[
              { value: "", label: text.unused },
              ...[...new Set(preview.headings)].filter(Boolean).map((one) => ({ value: one, label: one })),
            ]}
            value={meant[column] ?? ""}
            onChange={(event) => {
              const heading = event.currentTarget.value;
              setKey(newKey());
              setMeant((before) => ({ ...before, [column]: heading }));
            }}
          />
        ))}
      </div>
      {preview.rows.length > 0 && (
        <FirstRows label={text.sample} headings={preview.headings} rows={preview.rows} />
      )}
      {check.error && (
        <div role="alert">
          <Banner kind="bad">{sentence(check.error, state)}</Banner>
        </div>
      )}
      <Group>
        <Button
          disabled={!enough}
          loading={check.isPending}
          onClick={() => check.mutate({ input: { jobId: of.id, columns: said, idempotencyKey: key } })}
        >
          {text.check}
        </Button>
      </Group>
    </Stack>
  );
}
