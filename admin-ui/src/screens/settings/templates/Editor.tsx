import { Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Refusal, useAct } from "../../../api/act.ts";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { useRight } from "../../../shell/shop.tsx";
import { Cases, EXAMPLES } from "./Cases.tsx";
import { Preview } from "./Preview.tsx";
import { type LetterFragment, TemplatePreviewDocument, TemplateSaveDocument } from "./queries.graphql.ts";
import { TestSend } from "./TestSend.tsx";
import classes from "./templates.module.css";
import { templateTexts } from "./texts.ts";

const PAUSE_MS = 300;

/** One template: its text, and beside it what a customer would get. */
export function Editor({ template }: { template: LetterFragment }) {
  const text = useTexts(templateTexts);
  const may = useRight("edit");
  const [draft, setDraft] = useState(template.text);
  const [base, setBase] = useState(template.sha256);
  const [typed] = useDebouncedValue(draft, PAUSE_MS);
  const [filledWith, setFilledWith] = useState(EXAMPLES);
  const preview = useQuery({
    ...ask(TemplatePreviewDocument, { path: template.path, text: typed, ...filledWith }),
    placeholderData: keepPreviousData,
  });
  const save = useAct(TemplateSaveDocument, (result) => result.ruleFileSave, { done: text.saved });
  // What was stored by somebody else, or by us just now, is the new base once we have nothing of our own.
  if (template.sha256 !== base && draft === template.text) setBase(template.sha256);
  const changed = draft !== template.text;
  const stale =
    save.error instanceof Refusal && save.error.problems.some(({ code }) => code === "STALE_FILE");
  const reload = () => {
    setDraft(template.text);
    setBase(template.sha256);
    save.reset();
  };
  return (
    <div className={classes.pair}>
      <Section title={template.path}>
        <Stack gap="md">
          <Textarea
            label={text.text}
            classNames={{ input: classes.text }}
            autosize
            minRows={14}
            maxRows={34}
            spellCheck={false}
            readOnly={!may}
            value={draft}
            onChange={(event) => setDraft(event.currentTarget.value)}
          />
          {stale ? (
            <Banner
              kind="bad"
              action={
                <Button size="compact-sm" variant="default" onClick={reload}>
                  {text.reload}
                </Button>
              }
            >
              {text.conflict}
            </Banner>
          ) : (
            <Problem error={save.error} />
          )}
          {may ? (
            <Group gap="md">
              <Button
                loading={save.isPending}
                disabled={!changed}
                onClick={() => save.mutate({ input: { path: template.path, baseSha256: base, text: draft } })}
              >
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
          <TestSend path={template.path} text={draft} filledWith={filledWith} />
        </Stack>
      </Section>
      {preview.data && (
        <Preview of={preview.data.templatePreview}>
          <Cases
            category={preview.data.templatePreview.category}
            value={filledWith}
            onChange={setFilledWith}
          />
        </Preview>
      )}
    </div>
  );
}

function Problem({ error }: { error: unknown }) {
  const state = useTexts(stateTexts);
  return error ? <Banner kind="bad">{sentence(error, state)}</Banner> : null;
}
