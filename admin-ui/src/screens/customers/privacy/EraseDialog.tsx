import { Button, Checkbox, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { Claims, type Holdings } from "./Held.tsx";
import { PersonEraseDocument } from "./queries.graphql.ts";
import { privacyTexts } from "./texts.ts";

/** Erases a person: a reason, what would be lost, and the address typed once more. */
export function EraseDialog({ person, of, onClose }: { person: string; of: Holdings; onClose: () => void }) {
  const text = useTexts(privacyTexts);
  const state = useTexts(stateTexts);
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState("");
  const [confirmed, setConfirmed] = useState(false);
  const [tried, setTried] = useState(false);
  const claims = of.balance.amount > 0 || of.contracts > 0;
  const erase = useAct(PersonEraseDocument, (result) => result.personErase, {
    done: text.begun,
    onDone: onClose,
  });
  const ready = reason.trim() !== "" && typed.trim() === person && (confirmed || !claims);
  const submit = () => {
    setTried(true);
    if (ready) erase.mutate({ input: { person, reason: reason.trim(), claimsConfirmed: confirmed } });
  };
  return (
    <Dialog opened onClose={onClose} title={text.eraseTitle}>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Stack gap="md">
          <div>{text.what}</div>
          {of.coupons > 0 && <div>{text.coupons(of.coupons)}</div>}
          {claims && <Claims of={of} />}
          {claims && (
            <Checkbox
              label={text.claimsLost}
              checked={confirmed}
              onChange={(event) => setConfirmed(event.currentTarget.checked)}
              error={tried && !confirmed && text.claimsNeeded}
            />
          )}
          <Textarea
            label={text.reason}
            required
            withAsterisk={false}
            autosize
            minRows={2}
            maxLength={500}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={tried && !reason.trim() && text.reasonNeeded}
          />
          <TextInput
            label={text.typeAgain(person)}
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={tried && typed.trim() !== person && text.differs}
          />
          {erase.error != null && <Banner kind="bad">{sentence(erase.error, state)}</Banner>}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {text.cancel}
            </Button>
            <Button type="submit" color="red.8" loading={erase.isPending}>
              {text.eraseNow}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
