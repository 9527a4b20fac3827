import { Button, Group, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../../api/act.ts";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Facts } from "../../../parts/detail/Facts.tsx";
import { Section } from "../../../parts/detail/Section.tsx";
import { toastFailure } from "../../../parts/show/toast.ts";
import { Amount, Count } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { download } from "../../../parts/table/csv.ts";
import classes from "../consents/consents.module.css";
import { EraseDialog } from "./EraseDialog.tsx";
import { PersonExportDocument, PersonHoldingsDocument, type PersonHoldingsQuery } from "./queries.graphql.ts";
import { privacyTexts } from "./texts.ts";

export type Holdings = NonNullable<PersonHoldingsQuery["personHoldings"]["holdings"]>;

/** What is held about whoever was searched for, and what can be done about it. */
export function Held({ person }: { person: string }) {
  const text = useTexts(privacyTexts);
  const query = useQuery(ask(PersonHoldingsDocument, { person }));
  return (
    <div className={classes.stands}>
      <Answer query={query}>
        {({ personHoldings: { holdings, errors } }) => (
          <Section
            title={text.held}
            actions={holdings && holdings.counts.length > 0 && <Acts person={person} of={holdings} />}
          >
            {holdings ? <What of={holdings} /> : <Banner>{errors.map(({ message }) => message)}</Banner>}
          </Section>
        )}
      </Answer>
    </div>
  );
}

function What({ of }: { of: Holdings }) {
  const text = useTexts(privacyTexts);
  if (of.counts.length === 0) return <p>{text.nothing}</p>;
  const named = (kind: string) => (kind === "coupons" ? text.coupons_ : (text[kind as "orders"] ?? kind));
  return (
    <Stack gap="sm">
      <Facts
        of={[
          [text.knownAs, of.knownAs.join(" ・ ")],
          ...of.counts.map(
            ({ kind, count }) => [named(kind as string), <Count key={kind} of={count} />] as const,
          ),
        ]}
      />
      {(of.balance.amount > 0 || of.contracts > 0) && <Claims of={of} />}
    </Stack>
  );
}

/** What the person still has to get. */
export function Claims({ of }: { of: Holdings }) {
  const text = useTexts(privacyTexts);
  const [before, after] = text.claims("\u0000", of.contracts).split("\u0000");
  return (
    <Banner>
      {before}
      <Amount of={of.balance} />
      {after}
    </Banner>
  );
}

function Acts({ person, of }: { person: string; of: Holdings }) {
  const text = useTexts(privacyTexts);
  const [erasing, setErasing] = useState(false);
  const take = useAct(PersonExportDocument, (result) => result.personExport, {
    done: text.exported,
    onDone: ({ file, name }) => download(name, bytesOf(file ?? ""), "application/octet-stream"),
  });
  const give = (format: "JSON" | "CSV") => () =>
    take.mutate({ input: { person, format } }, { onError: toastFailure });
  return (
    <Group gap="sm">
      <Button size="compact-sm" variant="default" loading={take.isPending} onClick={give("JSON")}>
        {text.json}
      </Button>
      <Button size="compact-sm" variant="default" loading={take.isPending} onClick={give("CSV")}>
        {text.csv}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => setErasing(true)}>
        {text.erase}
      </Button>
      {erasing && <EraseDialog person={person} of={of} onClose={() => setErasing(false)} />}
    </Group>
  );
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
