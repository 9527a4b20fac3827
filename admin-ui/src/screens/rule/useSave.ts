import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { isWorkedOn } from "../../api/query.ts";
import { request } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { toast, toastFailure } from "../../parts/show/toast.ts";
import { opened } from "./newlines.ts";
import { SaveFileDocument } from "./queries.graphql.ts";
import { ruleTexts } from "./texts.ts";
import type { Workbench } from "./useWorkbench.ts";

/** Their text, and the one from which both began; `base` is null when nobody has kept it. */
export interface Conflict {
  readonly base: string;
  readonly theirs: string;
  readonly theirSha256: string;
}

/** Stores the text as a draft if nobody else has stored another meanwhile; otherwise the conflict is to be settled. */
export function useSave(bench: Workbench) {
  const text = useTexts(ruleTexts);
  const client = useQueryClient();
  const [conflict, setConflict] = useState<Conflict | null>(null);
  const mutation = useMutation({
    mutationFn: async () => {
      const sent = bench.toStore();
      const input = { path: bench.path, baseSha256: bench.base.sha256, text: sent };
      const { ruleFileSave: outcome } = await request(SaveFileDocument, { input });
      if (outcome.conflict) {
        setConflict({
          base: bench.base.text,
          theirs: opened(outcome.conflict.theirs, bench.base.newlines),
          theirSha256: outcome.conflict.currentSha256,
        });
        return;
      }
      const refused = outcome.errors[0];
      if (refused) throw new Error(refused.message);
      const file = outcome.files.find(({ path }) => path === bench.path);
      if (!file) {
        toast(text.nothingToSave);
        return;
      }
      const revision = outcome.revision ?? bench.base.revision;
      bench.rebase({ text: sent, sha256: file.sha256, revision });
      toast(text.savedNow);
      await client.invalidateQueries({ predicate: (query) => !isWorkedOn(query) });
    },
    onError: toastFailure,
  });
  const save = () => {
    if (mutation.isPending || bench.view.current?.composing) return;
    if (bench.current() === bench.base.text) toast(text.nothingToSave);
    else mutation.mutate();
  };
  return { save, saving: mutation.isPending, conflict, setConflict };
}
