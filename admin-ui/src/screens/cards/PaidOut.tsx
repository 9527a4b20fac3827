import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Amount, Instant } from "../../parts/show/values.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { useRight } from "../../shell/shop.tsx";
import type { ShownCard } from "./Card.tsx";
import { CardCashOutConfirmDocument } from "./queries.graphql.ts";
import { cardActionTexts } from "./texts.ts";

type Made = NonNullable<ShownCard["life"]["cashOut"]>;

/** The pay-out of a card: what is owed, why, and whether the customer has it; it is recorded here that they do. */
export function PaidOut({ cardId, of }: { cardId: string; of: Made }) {
  const text = useTexts(cardActionTexts);
  const mayAct = useRight("money");
  const [asked, setAsked] = useState(false);
  const waits = of.state === "REQUESTED";
  return (
    <Section
      title={text.cashOutFacts}
      actions={
        <Group gap="sm">
          <StateBadge tone={waits ? "warn" : "good"}>{waits ? text.REQUESTED : text.PAID_OUT}</StateBadge>
          {waits && mayAct && (
            <Button size="compact-sm" onClick={() => setAsked(true)}>
              {text.confirm}
            </Button>
          )}
        </Group>
      }
    >
      <Facts
        of={[
          [text.toPay, <Amount key="amount" of={of.amount} />],
          [text.forfeited, <Amount key="free" of={of.forfeited} />],
          [text.why, text[of.reason]],
          [text.note, of.note || null],
          [text.requestedAt, <Instant key="at" at={of.at} />],
          [text.paidAt, <Instant key="paid" at={of.paidAt} />],
          [text.reference, of.reference || null],
        ]}
      />
      {asked && <Confirm cardId={cardId} onClose={() => setAsked(false)} />}
    </Section>
  );
}

function Confirm({ cardId, onClose }: { cardId: string; onClose: () => void }) {
  const text = useTexts(cardActionTexts);
  const state = useTexts(stateTexts);
  const [key] = useState(newKey);
  const [reference, setReference] = useState("");
  const [tried, setTried] = useState(false);
  const act = useAct(CardCashOutConfirmDocument, (result) => result.giftCardCashOutConfirm, {
    done: text.confirmDone,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={text.confirmTitle}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          setTried(true);
          const said = reference.trim();
          if (said) act.mutate({ input: { cardId, reference: said, idempotencyKey: key } });
        }}
      >
        <Stack gap="md">
          <div>{text.referenceWhat}</div>
          <TextInput
            label={text.reference}
            autoComplete="off"
            data-autofocus
            value={reference}
            onChange={(event) => setReference(event.currentTarget.value)}
            error={tried && !reference.trim() && text.referenceNeeded}
          />
          {act.error && <Banner kind="bad">{sentence(act.error, state)}</Banner>}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" loading={act.isPending}>
              {text.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
