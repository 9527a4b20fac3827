import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { ask, POLL_MS } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { Amount, Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { useRight } from "../../shell/shop.tsx";
import classes from "./home.module.css";
import {
  StuckPaymentRetryDocument,
  StuckPaymentSettleDocument,
  StuckPaymentsDocument,
  type StuckPaymentsQuery,
} from "./queries.graphql.ts";
import { stuckTexts } from "./stuckTexts.ts";

type Stuck = StuckPaymentsQuery["stuckPayments"][number];

/** Payments and refunds without an answer: each is tried again, or settled by who knows how it ended. */
export default function StuckPayments() {
  const text = useTexts(stuckTexts);
  const query = useQuery({ ...ask(StuckPaymentsDocument, {}), refetchInterval: POLL_MS });
  return (
    <Section title={text.title}>
      <Answer query={query}>
        {({ stuckPayments }) => (
          <ul className={classes.things}>
            {stuckPayments.map((one) => (
              <Item key={one.id} of={one} />
            ))}
          </ul>
        )}
      </Answer>
    </Section>
  );
}

function Item({ of }: { of: Stuck }) {
  const text = useTexts(stuckTexts);
  const state = useTexts(stateTexts);
  const mayAct = useRight("money");
  const [asked, setAsked] = useState(false);
  const [key] = useState(newKey);
  const retry = useAct(StuckPaymentRetryDocument, (result) => result.stuckPaymentRetry, {
    done: text.retried,
  });
  return (
    <li>
      <span className={classes.what}>
        {text[of.step]} · {of.orderId !== null && `${text.order(of.orderId)} · `}
        {of.cardId !== null && (
          <>
            <Link to="/gift-cards/$cardId" params={{ cardId: of.cardId }}>
              {text.card}
            </Link>{" "}
            ·{" "}
          </>
        )}
        <Amount of={of.amount} />
        <br />
        {text.since} <Instant at={of.since} /> · {text.tries(of.tries)}
        {of.reason && ` · ${of.reason}`}
        {retry.error && <Banner kind="bad">{sentence(retry.error, state)}</Banner>}
      </span>
      {mayAct && (
        <Group gap="xs">
          <Button
            size="compact-sm"
            variant="default"
            loading={retry.isPending}
            onClick={() => retry.mutate({ input: { id: of.id, idempotencyKey: key } })}
          >
            {text.retry}
          </Button>
          {of.byHand && (
            <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
              {text.settle}
            </Button>
          )}
        </Group>
      )}
      {asked && <Settle of={of} onClose={() => setAsked(false)} />}
    </li>
  );
}

function Settle({ of, onClose }: { of: Stuck; onClose: () => void }) {
  const text = useTexts(stuckTexts);
  const state = useTexts(stateTexts);
  const [key] = useState(newKey);
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct(StuckPaymentSettleDocument, (result) => result.stuckPaymentSettle, {
    done: text.settled,
    onDone: onClose,
  });
  const renewal = of.kind === "RENEWAL";
  const say = (moved: boolean) => {
    setTried(true);
    const said = reason.trim();
    if (said) act.mutate({ input: { id: of.id, moved, reason: said, idempotencyKey: key } });
  };
  return (
    <Dialog opened onClose={onClose} title={text.settleTitle}>
      <Stack gap="md">
        <div>{text.settleWhat}</div>
        <TextInput
          label={text.reason}
          autoComplete="off"
          data-autofocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={tried && !reason.trim() && text.reasonNeeded}
        />
        {act.error && <Banner kind="bad">{sentence(act.error, state)}</Banner>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button variant="default" loading={act.isPending} onClick={() => say(false)}>
            {renewal ? text.notCollected : text.nothingTaken}
          </Button>
          <Button loading={act.isPending} onClick={() => say(true)}>
            {renewal ? text.collected : text.givenBack}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
