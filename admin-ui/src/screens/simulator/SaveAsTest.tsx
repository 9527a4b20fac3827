import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { useShop } from "../../shell/shop.tsx";
import { type Case, type RulesChoice, simulationOf } from "./case.ts";
import {
  SaveSimulationTestDocument,
  SimulationAsTestDocument,
  SimulatorFilesDocument,
} from "./queries.graphql.ts";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";
import { sourceOf } from "./usePlayed.ts";
import { useProducts } from "./useProducts.ts";

const LONGEST_NAME = 200;
const PAUSE_MS = 300;

/** Shows the `test` block that the present result makes, and adds it to a file of the working copy. */
export function SaveAsTest(props: { asked: Case; rules: RulesChoice; onClose: () => void }) {
  const text = useTexts(simulatorTexts);
  return (
    <Dialog opened title={text.testTitle} onClose={props.onClose} size={620}>
      <TestForm {...props} />
    </Dialog>
  );
}

function TestForm({ asked, rules, onClose }: { asked: Case; rules: RulesChoice; onClose: () => void }) {
  const text = useTexts(simulatorTexts);
  const state = useTexts(stateTexts);
  const [name, setName] = useState(useUsualName(asked));
  const [chosen, setChosen] = useState<string | null>(null);
  const [key] = useState(newKey);
  const { block, cannot } = useBlock(asked, rules, name);
  const { data } = useQuery({ ...ask(SimulatorFilesDocument, {}), staleTime: 0 });
  const files = (data?.ruleFiles.files ?? []).filter(({ path }) => path.endsWith(".otoku"));
  const file = files.find(({ path }) => path === chosen) ?? files[0];
  const save = useAct(SaveSimulationTestDocument, ({ editRuleFile }) => withErrors(editRuleFile), {
    done: text.testSaved(name),
    onDone: onClose,
  });
  const submit = () => {
    if (!block || !file) return;
    const { path, sha256 } = file;
    save.mutate({ input: { path, baseSha256: sha256, edits: [{ addRule: block }], idempotencyKey: key } });
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <div>{text.testWhat}</div>
        <TextInput
          label={text.testName}
          data-autofocus
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={text.testFile}
          data={files.map(({ path }) => path)}
          value={file?.path ?? ""}
          onChange={(event) => setChosen(event.currentTarget.value)}
        />
        {cannot && (
          <Banner kind="bad">
            {text.testCannot}: {cannot}
          </Banner>
        )}
        {block && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
          <pre className={classes.block} tabIndex={0} role="group" aria-label={text.testText}>
            {block}
          </pre>
        )}
        {save.error && <Banner kind="bad">{sentence(save.error, state)}</Banner>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={save.isPending} disabled={!block || !file || !name.trim()}>
            {text.testSave}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function useUsualName(asked: Case): string {
  const text = useTexts(simulatorTexts);
  const { names } = useProducts();
  if (asked.source === "order") return asked.order;
  return text
    .defaultTest(asked.lines.map(({ sku }) => names.get(sku) ?? sku).join("、"))
    .slice(0, LONGEST_NAME);
}

/** The text of the block under the typed name, or why there can be none. */
function useBlock(asked: Case, rules: RulesChoice, name: string) {
  const { timeZone } = useShop();
  const [paused] = useDebouncedValue(name.trim(), PAUSE_MS);
  const { data, error } = useQuery({
    ...ask(SimulationAsTestDocument, {
      case: simulationOf(asked, timeZone),
      rules: sourceOf(rules),
      name: paused,
    }),
    enabled: paused !== "",
  });
  const state = useTexts(stateTexts);
  const text = useTexts(simulatorTexts);
  const parts: Record<string, string> = {
    state: text.testState,
    lines: text.testLines,
    email: text.testEmail,
  };
  const told = data?.simulationAsTest;
  const cannot = error
    ? sentence(error, state)
    : told?.errors.map(({ field, message }) => parts[field.at(-1) ?? ""] ?? message).join(" ");
  return { block: told?.text ?? null, cannot: cannot || null };
}

/** Errors that the block would add to the rules are a refusal, too. */
function withErrors<Payload extends { errors: { code: string; message: string }[] }>(
  payload: Payload & { newErrors: readonly { code: string; message: string }[] },
) {
  const errors = [...payload.errors, ...payload.newErrors].map((one) => ({ ...one, field: [] }));
  return { ...payload, errors };
}
