import { Button, Checkbox, NativeSelect, Stack } from "@mantine/core";
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
  BulkRefundOpenDocument,
  RefundCampaignsDocument,
  type RefundCampaignsQuery,
} from "./queries.graphql.ts";
import { refundTexts } from "./texts.ts";

/** The first step: which cards are given, and the file. */
export function Start() {
  const text = useTexts(refundTexts);
  const query = useQuery(ask(RefundCampaignsDocument, {}));
  return (
    <Section title={text.start}>
      <Answer query={query}>
        {({ giftCardCampaigns }) =>
          giftCardCampaigns.length === 0 ? (
            <Banner>{text.noCampaign}</Banner>
          ) : (
            <Form campaigns={giftCardCampaigns} />
          )
        }
      </Answer>
    </Section>
  );
}

function Form({ campaigns }: { campaigns: RefundCampaignsQuery["giftCardCampaigns"] }) {
  const text = useTexts(refundTexts);
  const state = useTexts(stateTexts);
  const [campaign, setCampaign] = useState(campaigns[0]?.name ?? "");
  const [notify, setNotify] = useState(true);
  const [file, setFile] = useState<File | null>(null);
  const [tried, setTried] = useState(false);
  const begin = useBegin();
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (file) begin.mutate({ campaign, notify, file });
      }}
    >
      <Stack gap="md" align="start">
        <NativeSelect
          label={text.campaign}
          data={campaigns.map(({ name, title }) => ({
            value: name,
            label: title ? `${title} (${name})` : name,
          }))}
          value={campaign}
          onChange={(event) => setCampaign(event.currentTarget.value)}
        />
        <Checkbox
          label={text.notify}
          description={text.notifyHint}
          checked={notify}
          onChange={(event) => setNotify(event.currentTarget.checked)}
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
        <Button type="submit" loading={begin.isPending}>
          {text.upload}
        </Button>
      </Stack>
    </form>
  );
}

/** Opens a job and hands its file in; then the address names the job, and another try goes on with it. */
function useBegin() {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [key] = useState(newKey);
  return useMutation({
    mutationFn: async ({ campaign, notify, file }: { campaign: string; notify: boolean; file: File }) => {
      const input = { campaign, notify, idempotencyKey: `${key} ${campaign} ${notify}` };
      const { job } = accepted((await request(BulkRefundOpenDocument, { input })).bulkRefundOpen);
      if (job?.uploadPath) await handIn(job.uploadPath, file);
      return job;
    },
    onSuccess: async (job) => {
      await client.invalidateQueries();
      if (job) navigate({ to: "/gift-cards/refund", search: { job: job.id } });
    },
  });
}
