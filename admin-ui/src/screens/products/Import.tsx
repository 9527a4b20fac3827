import { Button, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type ChangeEvent, useId, useState } from "react";
import { accepted, newKey, useAct } from "../../api/act.ts";
import { handIn } from "../../api/jobFile.ts";
import { request } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { ProductImportCheckDocument, ProductImportOpenDocument } from "../jobs/queries.graphql.ts";
import { ImportReport } from "./ImportReport.tsx";
import { ProductsImportDocument } from "./queries.graphql.ts";
import { productsTexts } from "./texts.ts";

const LARGEST = 1_000_000;

interface Chosen {
  readonly content: string;
  readonly format: "CSV" | "JSONL";
}

/** The text of a file; null where it is no UTF-8. */
async function textOf(file: File): Promise<string | null> {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(await file.arrayBuffer());
  } catch {
    return null;
  }
}

function formatOf({ name }: File): Chosen["format"] {
  return /\.jsonl?$|\.ndjson$/i.test(name) ? "JSONL" : "CSV";
}

/** A long file becomes a job: it is looked through first there, and stored by a button beside it. */
function useLongImport() {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (file: File) => {
      const input = { format: formatOf(file), idempotencyKey: newKey() };
      const { job } = accepted((await request(ProductImportOpenDocument, { input })).productImportOpen);
      if (!job?.uploadPath) return;
      await handIn(job.uploadPath, file);
      accepted((await request(ProductImportCheckDocument, { input: { jobId: job.id } })).productImportCheck);
    },
    onSuccess: async () => {
      await client.invalidateQueries();
      navigate({ to: "/settings/jobs" });
    },
  });
}

/** A file of products: first a report of every bad row, and only then, by another button, stored. */
export function Import() {
  const text = useTexts(productsTexts);
  const state = useTexts(stateTexts);
  const id = useId();
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const look = useAct(ProductsImportDocument, (result) => result.productsImport);
  const store = useAct(ProductsImportDocument, (result) => result.productsImport, {
    onDone: () => navigate({ to: "/products" }),
  });
  const longer = useLongImport();
  const choose = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.currentTarget.files?.[0];
    look.reset();
    store.reset();
    longer.reset();
    setChosen(null);
    setRefusal(null);
    if (!file) return;
    if (file.size > LARGEST) return longer.mutate(file);
    const content = await textOf(file);
    if (content === null) return setRefusal(text.notText);
    const next = { content, format: formatOf(file) };
    setChosen(next);
    look.mutate({ input: { ...next, mode: "SKIP_BAD", dryRun: true } });
  };
  const error = store.error ?? look.error ?? longer.error;
  return (
    <>
      <PageHeader title={text.importTitle} back={{ to: "/products", label: text.title }}>
        {text.importLead}
      </PageHeader>
      <Section title={text.choose}>
        <Stack gap="sm">
          <label htmlFor={id}>{text.file}</label>
          <input id={id} type="file" accept=".csv,.jsonl,.ndjson,text/csv" onChange={choose} />
          <Text size="sm" c="dimmed">
            {text.columns}: {text.columnsWhat}
          </Text>
          {(refusal || error) && (
            <div role="alert">
              <Banner kind="bad">{refusal ?? sentence(error, state)}</Banner>
            </div>
          )}
          <Text role="status" size="sm">
            {(look.isPending || longer.isPending) && text.checking}
          </Text>
        </Stack>
      </Section>
      {look.data && chosen && (
        <Section title={text.report}>
          <ImportReport of={look.data}>
            {(good, bad) => (
              <Button
                loading={store.isPending}
                onClick={() =>
                  store.mutate({ input: { ...chosen, mode: bad > 0 ? "SKIP_BAD" : "ALL_OR_NOTHING" } })
                }
              >
                {bad > 0 ? text.storeGood(good) : text.store(good)}
              </Button>
            )}
          </ImportReport>
        </Section>
      )}
    </>
  );
}
