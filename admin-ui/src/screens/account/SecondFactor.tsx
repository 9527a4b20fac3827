import { Button, Code, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useAct } from "../../api/act.ts";
import { normalised } from "../../i18n/normalise.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import type { Me } from "./Account.tsx";
import classes from "./account.module.css";
import {
  RecoveryCodesRenewDocument,
  TotpBeginDocument,
  type TotpBeginMutation,
  TotpDisableDocument,
  TotpEnableDocument,
} from "./queries.graphql.ts";
import { RecoveryCodes } from "./RecoveryCodes.tsx";
import { Refused } from "./Refused.tsx";
import { accountTexts } from "./texts.ts";

type Begun = TotpBeginMutation["totpBegin"];

/** An authenticator app beside the password, and codes for who lost it (SEC20). */
export function SecondFactor({ me, onKept }: { me: Me; onKept?: () => void }) {
  const text = useTexts(accountTexts);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const kept = () => {
    setCodes(null);
    onKept?.();
  };
  return (
    <Section title={text.factor}>
      {me.member.secondFactor ? (
        <InUse left={me.recoveryCodesLeft} onCodes={setCodes} />
      ) : (
        <SetUp onCodes={setCodes} />
      )}
      <RecoveryCodes codes={codes} onDone={kept} />
    </Section>
  );
}

function InUse({ left, onCodes }: { left: number; onCodes: (codes: readonly string[]) => void }) {
  const text = useTexts(accountTexts);
  const renew = useAct(RecoveryCodesRenewDocument, (result) => result.recoveryCodesRenew, {
    onDone: (answer) => onCodes(answer.codes),
  });
  const disable = useAct(TotpDisableDocument, (result) => result.totpDisable, { done: text.disabled });
  return (
    <Stack gap="md">
      <Text>{text.factorOn}</Text>
      <Facts of={[[text.codesLeft, left]]} />
      <Refused error={renew.error ?? disable.error} />
      <Group gap="sm">
        <Button variant="default" loading={renew.isPending} onClick={() => renew.mutate({ input: {} })}>
          {text.renew}
        </Button>
        <Button
          variant="default"
          c="red.9"
          loading={disable.isPending}
          onClick={() => disable.mutate({ input: {} })}
        >
          {text.disable}
        </Button>
      </Group>
    </Stack>
  );
}

function SetUp({ onCodes }: { onCodes: (codes: readonly string[]) => void }) {
  const text = useTexts(accountTexts);
  const [begun, setBegun] = useState<Begun | null>(null);
  const begin = useAct(TotpBeginDocument, (result) => result.totpBegin, {
    onDone: (answer) => setBegun(answer),
  });
  if (begun) return <Scan begun={begun} onCodes={onCodes} onCancel={() => setBegun(null)} />;
  return (
    <Stack gap="md" align="flex-start">
      <Text>{text.factorOff}</Text>
      <Refused error={begin.error} />
      <Button loading={begin.isPending} onClick={() => begin.mutate({ input: {} })}>
        {text.begin}
      </Button>
    </Stack>
  );
}

function Scan(props: { begun: Begun; onCodes: (codes: readonly string[]) => void; onCancel: () => void }) {
  const text = useTexts(accountTexts);
  const [code, setCode] = useState("");
  const enable = useAct(TotpEnableDocument, (result) => result.totpEnable, {
    done: text.enabled,
    onDone: (answer) => props.onCodes(answer.codes),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    enable.mutate({ input: { code: normalised(code).replaceAll(" ", "") } });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md" align="flex-start">
        <Text>{text.scan}</Text>
        {props.begun.qr && <img src={props.begun.qr} alt={text.qr} className={classes.qr} />}
        <div>
          <Text size="sm" c="dimmed">
            {text.secret}
          </Text>
          <Code>{props.begun.secret}</Code>
        </div>
        <TextInput
          label={text.code}
          inputMode="numeric"
          autoComplete="one-time-code"
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <Refused error={enable.error} />
        <Group gap="sm">
          <Button variant="default" onClick={props.onCancel}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={enable.isPending} disabled={!code.trim()}>
            {text.enable}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
