import { Button, Group, Stack } from "@mantine/core";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { ask } from "../../../api/query.ts";
import { request } from "../../../api/request.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Columns, Section } from "../../../parts/detail/Section.tsx";
import { toast, toastFailure } from "../../../parts/show/toast.ts";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { FormRow } from "../../rule/form/FormRow.tsx";
import { useShopNames } from "../../rule/names.ts";
import { Prose } from "../../rule/Prose.tsx";
import { NameField } from "./NameField.tsx";
import {
  CreateRuleFileDocument,
  type FormEditInput,
  StarterEditDocument,
  StarterFormDocument,
  StarterSaysDocument,
  type StarterSaysQuery,
  type StartersQuery,
} from "./queries.graphql.ts";
import { freeName, freePath, ruleName, templatesFor } from "./starter.ts";
import { wizardTexts } from "./texts.ts";
import classes from "./wizard.module.css";

type Starter = StartersQuery["starterRules"][number];
type Shop = StartersQuery["shopBlock"];
type Finding = StarterSaysQuery["checkRules"]["diagnostics"][number];

/** The findings of messages without a sender, and the starter that makes one. */
const NO_SENDER = new Set(["E0412", "E0805"]);
const SENDER = "sender";

/** The few fields of a story, the sentences that they make, and the way into a file. */
export function FillIn(props: {
  starter: Starter;
  paths: readonly string[];
  /** The settings of the shop, which advertising needs; null: there are none yet. */
  shop: Shop;
  names: readonly string[];
}) {
  const text = useTexts(wizardTexts);
  const { starter, paths, names } = props;
  const own = ruleName(starter.text);
  const free = own && freeName(own, names);
  const [draft, setDraft] = useState(() => ({
    name: free,
    text: `otoku 1\n\n${starter.text.replace(`"${own}" {`, `"${free}" {`)}`,
  }));
  const [refused, setRefused] = useState<{ at: string; why: string } | null>(null);
  /** Edits on their way: what is saved before they are back would lack them. */
  const [editing, setEditing] = useState(0);
  const path = freePath(draft.name || starter.name, paths);
  const query = useQuery({
    ...ask(StarterFormDocument, { draft: { path, text: draft.text } }),
    placeholderData: keepPreviousData,
  });
  const shopNames = useShopNames();
  /** The text after all edits that are back, and the end of those on their way: each changes what the one before left. */
  const latest = useRef(draft.text);
  const before = useRef<Promise<unknown>>(Promise.resolve());
  const edit = (wanted: FormEditInput, at: string) => {
    const turn = before.current.then(() => editNext(wanted, at));
    before.current = turn;
    return turn;
  };
  const editNext = async (wanted: FormEditInput, at: string) => {
    setRefused(null);
    setEditing((count) => count + 1);
    try {
      const drafted = { path, text: latest.current };
      const answer = await request(StarterEditDocument, { draft: drafted, edit: wanted });
      const why = answer.formEdit.errors[0]?.message;
      if (why === undefined) {
        latest.current = answer.formEdit.text;
        setDraft((now) => ({ ...now, text: answer.formEdit.text }));
      } else setRefused({ at, why });
      return why === undefined;
    } catch (error) {
      toastFailure(error);
      return false;
    } finally {
      setEditing((count) => count - 1);
    }
  };
  const rename = async (block: string, to: string) => {
    if (await edit({ rename: { block, to } }, "name")) setDraft((now) => ({ ...now, name: to }));
  };
  return (
    <Answer query={query}>
      {({ ruleForm: form }) => {
        const block = form.blocks[0];
        if (!block) return null;
        const hints = new Map(starter.blanks.map(({ label, hint }) => [label, hint]));
        const row = (line: (typeof form.lines)[number]) => (
          <FormRow
            key={line.id}
            line={line}
            hint={hints.get(line.label)}
            names={shopNames}
            readOnly={false}
            here={false}
            refused={refused?.at === line.id ? refused.why : null}
            onEdit={(wanted) => edit(wanted, line.id)}
          />
        );
        const rest = form.lines.filter(({ label }) => !hints.has(label));
        return (
          <Columns>
            <Section title={text.fill}>
              {own && (
                <NameField
                  value={draft.name}
                  taken={names}
                  refused={refused?.at === "name" ? refused.why : null}
                  onName={(to) => rename(block.id, to)}
                />
              )}
              {form.lines.filter(({ label }) => hints.has(label)).map(row)}
              <details className={classes.rest}>
                <summary>{text.rest}</summary>
                {rest.map(row)}
              </details>
            </Section>
            <Finish
              starter={starter}
              path={path}
              text={draft.text}
              name={draft.name}
              paths={paths}
              shop={props.shop}
              editing={editing > 0}
            />
          </Columns>
        );
      }}
    </Answer>
  );
}

function Finish(props: {
  starter: Starter;
  path: string;
  text: string;
  name: string;
  paths: readonly string[];
  shop: Shop;
  editing: boolean;
}) {
  const text = useTexts(wizardTexts);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { shop, starter } = props;
  const templates = templatesFor(starter.files, props.paths);
  const own = { path: props.path, text: props.text };
  const settings = shop ? [{ path: shop.path, text: `otoku 1\n\n${shop.text}` }] : [];
  const query = useQuery({
    ...ask(StarterSaysDocument, { files: [...settings, own, ...starter.files] }),
    placeholderData: keepPreviousData,
  });
  const save = useMutation({
    mutationFn: async () => {
      for (const input of [...templates, own]) {
        const { errors } = (await request(CreateRuleFileDocument, { input })).ruleFileCreate;
        if (errors[0]) throw new Error(errors[0].message);
      }
    },
    onSuccess: async () => {
      toast(text.saved);
      await client.invalidateQueries();
      await navigate({ to: "/rules/$file", params: { file: props.path }, search: { rule: props.name } });
    },
    onError: toastFailure,
  });
  return (
    <Section title={text.says}>
      <Stack gap="md">
        <Answer query={query}>
          {({ describeRules, checkRules }) => (
            <>
              {describeRules
                .filter(({ name }) => name === props.name)
                .map((rule) => (
                  <p key={rule.name} className={classes.sentences}>
                    {rule.text}
                  </p>
                ))}
              <Wrong
                with={checkRules.diagnostics.filter(
                  ({ severity, place }) => severity === "ERROR" && place.file !== shop?.path,
                )}
                shop={shop}
              />
            </>
          )}
        </Answer>
        <details>
          <summary>{text.asText}</summary>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
          <pre className={classes.source} tabIndex={0}>
            {props.text}
          </pre>
        </details>
        <div className={classes.dim}>
          {text.saveWhat(props.path)}{" "}
          {templates.length > 0 && text.alsoFiles(templates.map(({ path }) => path).join(", "))}
        </div>
        <Group justify="flex-end">
          <Button loading={save.isPending || props.editing} onClick={() => save.mutate()}>
            {text.save}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

/** What keeps the rule from going live; the sender that it lacks is one step away. */
function Wrong(props: { with: Finding[]; shop: Shop }) {
  const text = useTexts(wizardTexts);
  if (props.with.length === 0) return null;
  const noSender = props.with.some(({ code }) => NO_SENDER.has(code));
  return (
    <Banner
      kind="bad"
      action={
        noSender &&
        (props.shop ? (
          <Link to="/rules/$file" params={{ file: props.shop.path }}>
            {text.toSender}
          </Link>
        ) : (
          <Link to="/rules/new" search={{ starter: SENDER } as never}>
            {text.toSender}
          </Link>
        ))
      }
    >
      {text.saysNothing}
      {props.with.map(({ message, label, help }) => (
        <div key={`${message}${label}`}>
          <Prose of={[message, label, ...help].filter(Boolean).join(" ")} />
        </div>
      ))}
    </Banner>
  );
}
