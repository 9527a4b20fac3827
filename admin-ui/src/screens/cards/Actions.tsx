import { Button, Group } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import { toast, toastFailure } from "../../parts/show/toast.ts";
import { useRight } from "../../shell/shop.tsx";
import type { ShownCard } from "./Card.tsx";
import classes from "./cards.module.css";
import { paidOf } from "./paid.ts";
import { CardActivateDocument, CardDeactivateDocument, CardRevealDocument } from "./queries.graphql.ts";
import { cardActionTexts } from "./texts.ts";

const Credit = lazy(() => import("./Credit.tsx").then((module) => ({ default: module.Credit })));
const CashOut = lazy(() => import("./CashOut.tsx").then((module) => ({ default: module.CashOut })));
const RenewPin = lazy(() => import("./RenewPin.tsx").then((module) => ({ default: module.RenewPin })));

type Asked = "credit" | "switch" | "cashOut" | "pin";

const OVER = new Set<ShownCard["state"]>(["EXPIRED", "VOID"]);

/** What staff may do about a card; whatever changes it asks for a reason or a note, and is audited. */
export function Actions({ of }: { of: ShownCard }) {
  const text = useTexts(cardActionTexts);
  const mayAct = useRight("coupons") && !OVER.has(of.state);
  const mayPay = useRight("money");
  const mayReveal = useRight("reveal");
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      {mayReveal && <Reveal cardId={of.id} />}
      {mayAct && (
        <>
          <Button variant="default" onClick={() => setAsked("credit")}>
            {text.credit}
          </Button>
          <Button variant="default" onClick={() => setAsked("switch")}>
            {of.enabled ? text.deactivate : text.activate}
          </Button>
          {mayPay && of.hasPin && (
            <Button variant="default" onClick={() => setAsked("pin")}>
              {text.renewPin}
            </Button>
          )}
          {mayPay && paidOf(of).amount > 0 && (
            <Button variant="default" c="red.9" onClick={() => setAsked("cashOut")}>
              {text.cashOut}
            </Button>
          )}
        </>
      )}
      {asked === "switch" && <Switch of={of} onClose={close} />}
      <Suspense>
        {asked === "credit" && <Credit of={of} onClose={close} />}
        {asked === "cashOut" && <CashOut of={of} onClose={close} />}
        {asked === "pin" && <RenewPin cardId={of.id} onClose={close} />}
      </Suspense>
    </>
  );
}

function Reveal({ cardId }: { cardId: string }) {
  const text = useTexts(cardActionTexts);
  const [code, setCode] = useState<string | null>(null);
  const reveal = useAct(CardRevealDocument, (result) => result.giftCardReveal, {
    onDone: (answer) => setCode(answer.code),
  });
  const copy = async () => {
    await navigator.clipboard.writeText(code ?? "");
    toast(text.copied);
  };
  if (code === null) {
    const show = () => reveal.mutate({ input: { cardId } }, { onError: toastFailure });
    return (
      <Button variant="default" loading={reveal.isPending} onClick={show}>
        {text.reveal}
      </Button>
    );
  }
  return (
    <Group gap="xs" role="status">
      <output className={classes.code} aria-label={text.revealed}>
        {code}
      </output>
      <Button variant="subtle" size="compact-sm" onClick={copy}>
        {text.copy}
      </Button>
    </Group>
  );
}

function Switch({ of: { id, enabled }, onClose }: { of: ShownCard; onClose: () => void }) {
  const text = useTexts(cardActionTexts);
  const [key] = useState(newKey);
  const on = useAct(CardActivateDocument, (result) => result.giftCardActivate, {
    done: text.activateDone,
    onDone: onClose,
  });
  const off = useAct(CardDeactivateDocument, (result) => result.giftCardDeactivate, {
    done: text.deactivateDone,
    onDone: onClose,
  });
  const act = enabled ? off : on;
  return (
    <ReasonDialog
      opened
      title={enabled ? text.deactivateTitle : text.activateTitle}
      confirm={enabled ? text.deactivate : text.activate}
      danger={enabled}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ input: { cardId: id, reason, idempotencyKey: key } })}
    >
      {enabled ? text.deactivateWhat : text.activateWhat}
    </ReasonDialog>
  );
}
