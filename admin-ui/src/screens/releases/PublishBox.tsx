import { Button, Checkbox, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { toast } from "../../parts/show/toast.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { useRight } from "../../shell/shop.tsx";
import { type PlanOfFragment, PublishDocument } from "./queries.graphql.ts";
import { releasesTexts } from "./texts.ts";

const MOVED = ["PLAN_CHANGED", "STALE_REVISION"];

class Refused extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** Publishes exactly the plan that is shown: its fingerprint goes along, and another one is refused. */
export function PublishBox({ plan }: { plan: PlanOfFragment }) {
  const text = useTexts(releasesTexts);
  const state = useTexts(stateTexts);
  const client = useQueryClient();
  const mayPublish = useRight("publish");
  const [note, setNote] = useState("");
  const [anyway, setAnyway] = useState(false);
  const mutation = useMutation({
    mutationFn: async () => {
      const { publishRules } = await request(PublishDocument, {
        input: {
          fingerprint: plan.fingerprint,
          expectedRevision: plan.base,
          note: note.trim(),
          evenIfTestsFail: anyway,
        },
      });
      const refused = publishRules.errors[0];
      if (refused) throw new Refused(refused.code, refused.message);
      return publishRules.revision?.number;
    },
    onSuccess: async (number) => {
      if (number !== undefined) toast(text.published(number));
      await client.invalidateQueries();
    },
    onError: (error) => {
      if (error instanceof Refused && MOVED.includes(error.code))
        client.invalidateQueries({ queryKey: ["Plan"] });
    },
  });
  const moved = mutation.error instanceof Refused && MOVED.includes(mutation.error.code);
  if (!mayPublish) return <Banner kind="info">{text.mayNot}</Banner>;
  return (
    <Section title={text.publish}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!mutation.isPending) mutation.mutate();
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={text.note}
            placeholder={text.notePlaceholder}
            maxLength={1_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          {plan.failed > 0 && (
            <Checkbox
              label={text.anyway}
              checked={anyway}
              onChange={(event) => setAnyway(event.currentTarget.checked)}
            />
          )}
          {mutation.error && (
            <Banner kind="bad">{moved ? text.planChanged : sentence(mutation.error, state)}</Banner>
          )}
          <Group justify="space-between" gap="sm">
            <span>{text.publishExactly}</span>
            <Button type="submit" loading={mutation.isPending} disabled={plan.failed > 0 && !anyway}>
              {text.publish}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
