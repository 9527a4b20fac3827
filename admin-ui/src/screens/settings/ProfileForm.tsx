import { Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { useRight } from "../../shell/shop.tsx";
import { type ProfileFragment, ShopUpdateDocument } from "./queries.graphql.ts";
import { settingsTexts } from "./texts.ts";

interface Draft {
  name: string;
  colour: string;
  language: string;
  reviewRequired: boolean;
  testers: string;
}

function drafted(profile: ProfileFragment): Draft {
  const { name, colour, language, reviewRequired, testers } = profile;
  return { name, colour, language, reviewRequired, testers: (testers ?? []).join("\n") };
}

/** Settings outside the rule text. */
export function ProfileForm({ profile }: { profile: ProfileFragment }) {
  const text = useTexts(settingsTexts);
  const state = useTexts(stateTexts);
  const may = useRight("settings");
  const pii = useRight("pii");
  const [draft, setDraft] = useState(() => drafted(profile));
  const change = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const update = useAct(ShopUpdateDocument, (result) => result.shopUpdate, {
    done: text.saved,
    onDone: (answer) => answer.profile && setDraft(drafted(answer.profile)),
  });
  const changed = JSON.stringify(draft) !== JSON.stringify(drafted(profile));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { testers, ...rest } = draft;
    const lines = testers
      .split(/[\n,]/)
      .map((line) => line.trim())
      .filter(Boolean);
    // A shop without a colour keeps none until somebody chooses one.
    update.mutate({ input: { ...rest, colour: rest.colour || null, testers: pii ? lines : null }, pii });
  };
  return (
    <Section title={text.shop}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={480}>
          <TextInput
            label={text.name}
            value={draft.name}
            disabled={!may}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <TextInput
            type="color"
            w={200}
            label={text.colour}
            description={text.colourHint}
            value={draft.colour || "#000000"}
            disabled={!may}
            onChange={(event) => change({ colour: event.currentTarget.value })}
          />
          <NativeSelect
            label={text.language}
            description={text.languageHint}
            disabled={!may}
            data={[
              { value: "ja", label: text.ja },
              { value: "en", label: text.en },
            ]}
            value={draft.language}
            onChange={(event) => change({ language: event.currentTarget.value })}
          />
          <Checkbox
            label={text.review}
            checked={draft.reviewRequired}
            disabled={!may}
            onChange={(event) => change({ reviewRequired: event.currentTarget.checked })}
          />
          {pii && (
            <Textarea
              label={text.testers}
              description={text.testersHint}
              autosize
              minRows={2}
              disabled={!may}
              value={draft.testers}
              onChange={(event) => change({ testers: event.currentTarget.value })}
            />
          )}
          {update.error && (
            <div role="alert">
              <Banner kind="bad">{sentence(update.error, state)}</Banner>
            </div>
          )}
          {may ? (
            <Group gap="md">
              <Button type="submit" loading={update.isPending} disabled={!changed}>
                {text.save}
              </Button>
              <Text c="dimmed" size="sm" role="status">
                {changed && text.unsaved}
              </Text>
            </Group>
          ) : (
            <Text c="dimmed" size="sm">
              {text.readOnly}
            </Text>
          )}
        </Stack>
      </form>
    </Section>
  );
}
