import { Button, Group, Stack } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../../api/query.ts";
import { request } from "../../api/request.ts";
import { useLocale } from "../../i18n/locale.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { toast } from "../../parts/show/toast.ts";
import { Answer } from "../../parts/states/Answer.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { Diff } from "../rule/Diff.tsx";
import { DifferenceDocument, RollbackDocument } from "./queries.graphql.ts";
import classes from "./releases.module.css";
import { releasesTexts } from "./texts.ts";

interface DialogProps {
  live: number;
  /** The other revision; null: the dialog is closed. */
  number: number | null;
  onClose: () => void;
}

/** The number of a dialog that fades away while there is none any more. */
function useLast(number: number | null): number {
  const [last, setLast] = useState(number ?? 0);
  if (number !== null && number !== last) setLast(number);
  return number ?? last;
}

/** Two revisions compared, the older one first. */
export function DifferenceDialog({ live, number, onClose }: DialogProps) {
  const text = useTexts(releasesTexts);
  const other = useLast(number);
  const [older, newer] = other < live ? [other, live] : [live, other];
  return (
    <Dialog opened={number !== null} onClose={onClose} title={text.difference(older, newer)} size={860}>
      {number !== null && <Difference older={older} newer={newer} />}
    </Dialog>
  );
}

/** Goes back to an earlier revision, after saying what that changes. */
export function RollbackDialog({ live, number, onClose }: DialogProps) {
  const text = useTexts(releasesTexts);
  const state = useTexts(stateTexts);
  const client = useQueryClient();
  const back = useLast(number);
  const mutation = useMutation({
    mutationFn: async () => {
      const input = { revision: back, expectedRevision: live };
      const { rollbackRules } = await request(RollbackDocument, { input });
      const refused = rollbackRules.errors[0];
      if (refused) throw new Error(refused.message);
    },
    onSuccess: async () => {
      toast(text.isBack(back));
      await client.invalidateQueries();
      onClose();
    },
  });
  const close = () => {
    mutation.reset();
    onClose();
  };
  return (
    <Dialog opened={number !== null} onClose={close} title={text.backTitle(back)} size={860}>
      <Stack gap="md">
        <div>{text.backWhat}</div>
        {number !== null && <Difference older={live} newer={back} />}
        <div>{text.backKeeps}</div>
        {mutation.error && <Banner kind="bad">{sentence(mutation.error, state)}</Banner>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={close}>
            {text.cancel}
          </Button>
          <Button color="red.8" loading={mutation.isPending} onClick={() => mutation.mutate()}>
            {text.backDo(back)}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}

function Difference({ older, newer }: { older: number; newer: number }) {
  const text = useTexts(releasesTexts);
  const locale = useLocale();
  const query = useQuery(ask(DifferenceDocument, { older, newer }));
  return (
    <Answer query={query}>
      {({ revisionDiff }) => {
        if (!revisionDiff) return <p>{text.unreadable}</p>;
        if (revisionDiff.files.length === 0) return <p>{text.noDifference}</p>;
        return (
          <Stack gap="sm">
            <p className={classes.says}>{revisionDiff.says?.[locale] ?? text.unreadable}</p>
            <details>
              <summary>{text.asText}</summary>
              {revisionDiff.files.map(({ path, diff }) => (
                <div key={path}>
                  <strong>{path}</strong>
                  <Diff of={diff} label={path} />
                </div>
              ))}
            </details>
          </Stack>
        );
      }}
    </Answer>
  );
}
