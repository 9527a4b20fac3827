import { Button, Group, NativeSelect, Stack, Text } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { handIn } from "../../../api/jobFile.ts";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { FileField } from "../../../parts/fields/FileField.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { FirstRows } from "../../../parts/table/FirstRows.tsx";
import { useRight } from "../../../shell/shop.tsx";
import classes from "../cards.module.css";
import {
  BulkRefundCheckDocument,
  type RefundJobFragment,
  RefundPreviewDocument,
  type RefundPreviewQuery,
} from "./queries.graphql.ts";
import { refundTexts } from "./texts.ts";

type Preview = NonNullable<RefundPreviewQuery["bulkRefundPreview"]["preview"]>;

const COLUMNS = [
  "bookingColumn",
  "amountColumn",
  "customerColumn",
  "emailColumn",
  "nameColumn",
  "keyColumn",
] as const;

/** The second step: what the file's columns mean, with its first rows beside; or the file again. */
export function Mapping({ of }: { of: RefundJobFragment }) {
  const text = useTexts(refundTexts);
  const mayAct = useRight("coupons");
  const query = useQuery({ ...ask(RefundPreviewDocument, { id: of.id }), enabled: mayAct });
  return (
    <Section title={text.mapping}>
      <Answer query={query}>
        {({ bulkRefundPreview: { preview } }) =>
          preview && preview.headings.length > 0 ? (
            <Form jobId={of.id} preview={preview} />
          ) : (
            of.uploadPath && <Again path={of.uploadPath} />
          )
        }
      </Answer>
    </Section>
  );
}

function Form({ jobId, preview }: { jobId: string; preview: Preview }) {
  const text = useTexts(refundTexts);
  const state = useTexts(stateTexts);
  const [columns, setColumns] = useState(preview.columns);
  const [key, setKey] = useState(newKey);
  const check = useAct(BulkRefundCheckDocument, (result) => result.bulkRefundCheck);
  const enough =
    columns.bookingColumn && columns.amountColumn && (columns.customerColumn || columns.emailColumn);
  return (
    <Stack gap="md">
      <div>{text.mappingHint}</div>
      <div className={classes.mapping}>
        {COLUMNS.map((name) => (
          <NativeSelect
            key={name}
            label={text[name]}
            data={[
              { value: "", label: text.unused },
              ...[...new Set(preview.headings)].filter(Boolean).map((one) => ({ value: one, label: one })),
            ]}
            value={columns[name]}
            onChange={(event) => {
              const heading = event.currentTarget.value;
              setKey(newKey());
              setColumns((before) => ({ ...before, [name]: heading }));
            }}
          />
        ))}
      </div>
      {!enough && <Banner>{text.need}</Banner>}
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
          onClick={() => check.mutate({ input: { jobId, columns, idempotencyKey: key } })}
        >
          {text.check}
        </Button>
      </Group>
    </Stack>
  );
}

/** The job is there, but its file is not, or is empty. */
function Again({ path }: { path: string }) {
  const text = useTexts(refundTexts);
  const state = useTexts(stateTexts);
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: (file: File) => handIn(path, file),
    onSuccess: () => client.invalidateQueries(),
  });
  return (
    <Stack gap="sm" align="start">
      <Text>{text.again}</Text>
      <FileField
        label={text.file}
        hint={text.fileHint}
        error=""
        onChoose={(file) => file && again.mutate(file)}
      />
      {again.error && (
        <div role="alert">
          <Banner kind="bad">{sentence(again.error, state)}</Banner>
        </div>
      )}
    </Stack>
  );
}
