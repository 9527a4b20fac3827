import { Button, Stack } from "@mantine/core";
import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import classes from "./cards.module.css";
import { CardPinResetDocument } from "./queries.graphql.ts";
import { cardActionTexts } from "./texts.ts";

/** Gives a card a new PIN, and shows it this one time. */
export function RenewPin({ cardId, onClose }: { cardId: string; onClose: () => void }) {
  const text = useTexts(cardActionTexts);
  const [key] = useState(newKey);
  const [pin, setPin] = useState<string | null>(null);
  const renew = useAct(CardPinResetDocument, (result) => result.giftCardPinReset, {
    onDone: (answer) => setPin(answer.pin),
  });
  if (pin !== null) {
    return (
      <Dialog opened title={text.newPin} onClose={onClose}>
        <Stack gap="md">
          <output className={classes.code} aria-label={text.newPin}>
            {pin}
          </output>
          <p>{text.newPinHow}</p>
          <Button onClick={onClose}>{text.done}</Button>
        </Stack>
      </Dialog>
    );
  }
  return (
    <ReasonDialog
      opened
      title={text.renewPinTitle}
      confirm={text.renewPin}
      danger
      busy={renew.isPending}
      error={renew.error}
      onClose={onClose}
      onConfirm={(reason) => renew.mutate({ input: { cardId, reason, idempotencyKey: key } })}
    >
      {text.renewPinWhat}
    </ReasonDialog>
  );
}
