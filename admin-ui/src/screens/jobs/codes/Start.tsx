import { Button, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { accepted, newKey } from "../../../api/act.ts";
import { handIn } from "../../../api/jobFile.ts";
import { ask } from "../../../api/query.ts";
import { request } from "../../../api/request.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { FileField } from "../../../parts/fields/FileField.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import {
  CodeRulesDocument,
  type CodeRulesQuery,
  CouponsImportDocument,
  GiftCardsImportDocument,
} from "./queries.graphql.ts";
import { codesTexts } from "./texts.ts";

const KINDS = ["CARD_IMPORT", "COUPON_IMPORT"] as const;
type Kind = (typeof KINDS)[number];

/** The first step: what comes, under which rule, from where, and the file. */
export function Start() {
  const text = useTexts(codesTexts);
  const query = useQuery(ask(CodeRulesDocument, {}));
  return (
    <Section title={text.start}>
      <Answer query={query}>{(rules) => <Form rules={rules} />}</Answer>
    </Section>
  );
}

function Form({ rules }: { rules: CodeRulesQuery }) {
  const text = useTexts(codesTexts);
  const state = useTexts(stateTexts);
  const [kind, setKind] = useState<Kind>("CARD_IMPORT");
  const [chosen, setChosen] = useState("");
  const [source, setSource] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const begin = useBegin();
  const known = kind === "CARD_IMPORT" ? rules.cards : rules.coupons;
  const rule = known.some(({ name }) => name === chosen) ? chosen : (known[0]?.name ?? "");
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (file && source.trim() && rule) begin.mutate({ kind, rule, source: source.trim(), file });
      }}
    >
      <Stack gap="md" align="start">
        <NativeSelect
          label={text.what}
          data={KINDS.map((value) => ({ value, label: text[value] }))}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
        />
        {known.length === 0 ? (
          <Banner>{text.noRule}</Banner>
        ) : (
          <NativeSelect
            label={text.rule}
            data={known.map(({ name, title }) => ({
              value: name,
              label: title ? `${title} (${name})` : name,
            }))}
            value={rule}
            onChange={(event) => setChosen(event.currentTarget.value)}
          />
        )}
        <TextInput
          label={text.source}
          description={text.sourceHint}
          maxLength={40}
          value={source}
          error={tried && !source.trim() && text.sourceNeeded}
          onChange={(event) => setSource(event.currentTarget.value)}
        />
        <FileField
          label={text.file}
          hint={text.fileHint}
          error={tried && !file ? text.fileNeeded : ""}
          onChoose={setFile}
        />
        {begin.error && (
          <div role="alert">
            <Banner kind="bad">{sentence(begin.error, state)}</Banner>
          </div>
        )}
        <Button type="submit" loading={begin.isPending} disabled={!rule}>
          {text.upload}
        </Button>
      </Stack>
    </form>
  );
}

interface Asked {
  readonly kind: Kind;
  readonly rule: string;
  readonly source: string;
  readonly file: File;
}

/** Opens a job and hands its file in; then the address names the job, and another try goes on with it. */
function useBegin() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: async ({ kind, rule, source, file }: Asked) => {
      const input = { rule, source, idempotencyKey: `${key} ${kind} ${rule} ${source}`.slice(0, 255) };
      const { job } = accepted(
        kind === "CARD_IMPORT"
          ? (await request(GiftCardsImportDocument, { input })).giftCardsImport
          : (await request(CouponsImportDocument, { input })).couponsImport,
      );
      if (job?.uploadPath) await handIn(job.uploadPath, file);
      return job;
    },
    onSuccess: async (job) => {
      await client.invalidateQueries();
      if (job) navigate({ to: "/settings/jobs/codes", search: { job: job.id } });
    },
  });
}
