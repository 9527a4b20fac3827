import { Checkbox, Stack } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import { toast } from "../../parts/show/toast.ts";
import { PauseRuleDocument, ResumeRuleDocument } from "./queries.graphql.ts";
import { rulesTexts } from "./texts.ts";

export interface StatusChange {
  readonly to: "pause" | "resume";
  readonly rule: string;
  readonly title: string;
}

/** The emergency stop and its end: says what it does, asks why, does it at once. */
export function StatusDialog({ change, onClose }: { change: StatusChange | null; onClose: () => void }) {
  const text = useTexts(rulesTexts);
  const client = useQueryClient();
  const [shown, setShown] = useState(change);
  const [refused, setRefused] = useState(false);
  if (change && change !== shown) {
    setShown(change); // keeps its words while it fades away
    setRefused(false);
  }
  const mutation = useMutation({
    mutationFn: async (reason: string) => {
      if (!shown) return;
      const input = { rule: shown.rule, reason };
      const issued = refused ? "REFUSED" : "HONOURED";
      const { errors } =
        shown.to === "pause"
          ? (await request(PauseRuleDocument, { input: { ...input, issued } })).rulePause
          : (await request(ResumeRuleDocument, { input })).ruleResume;
      if (errors[0]) throw new Error(errors[0].message);
    },
    onSuccess: async () => {
      if (shown) toast(shown.to === "pause" ? text.paused_(shown.title) : text.resumed(shown.title));
      await client.invalidateQueries();
      onClose();
    },
  });
  const pausing = shown?.to !== "resume";
  const name = shown?.title ?? "";
  return (
    <ReasonDialog
      opened={change !== null}
      title={pausing ? text.pauseTitle(name) : text.resumeTitle(name)}
      confirm={pausing ? text.pauseDo : text.resumeDo}
      danger={pausing}
      busy={mutation.isPending}
      error={mutation.error}
      onConfirm={(reason) => mutation.mutate(reason)}
      onClose={() => {
        mutation.reset();
        onClose();
      }}
    >
      {pausing ? (
        <Stack gap="sm">
          <span>{text.pauseWhat}</span>
          <Checkbox
            label={text.refuseIssued}
            description={text.refuseIssuedWhat}
            checked={refused}
            onChange={(event) => setRefused(event.currentTarget.checked)}
          />
        </Stack>
      ) : (
        text.resumeWhat
      )}
    </ReasonDialog>
  );
}
