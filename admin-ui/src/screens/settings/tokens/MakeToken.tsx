import { Button, Checkbox, Group, NativeSelect, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { NumberField } from "../../../parts/fields/NumberField.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { TokenCreateDocument, type TokenCreateMutationVariables } from "./queries.graphql.ts";
import type { Token } from "./Tokens.tsx";
import { tokensTexts } from "./texts.ts";

type Kind = Token["kind"];
type Scope = NonNullable<TokenCreateMutationVariables["input"]["scopes"]>;

const KINDS: readonly Kind[] = ["PUBLISHABLE", "SECRET", "ADMIN", "CI"];
const SCOPES = ["VALIDATE", "READ", "WRITE", "PII", "REVEAL", "TOKENS"] as const;
const DAY_MS = 86_400_000;
const LONGEST = 365;

interface Props {
  opened: boolean;
  onClose: () => void;
  onMade: (secret: string | null) => void;
}

/** Makes a token for what one has in mind, and no more. */
export function MakeToken({ opened, onClose, onMade }: Props) {
  const text = useTexts(tokensTexts);
  return (
    <Dialog opened={opened} onClose={onClose} title={text.make}>
      <Form onClose={onClose} onMade={onMade} />
    </Dialog>
  );
}

function Form({ onClose, onMade }: Omit<Props, "opened">) {
  const text = useTexts(tokensTexts);
  const state = useTexts(stateTexts);
  const [key] = useState(newKey);
  const [kind, setKind] = useState<Kind>("PUBLISHABLE");
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<string[]>(["VALIDATE", "READ"]);
  const [origins, setOrigins] = useState("");
  const [days, setDays] = useState<number | null>(90);
  const make = useAct(TokenCreateDocument, (result) => result.tokenCreate, {
    onDone: (answer) => {
      onClose();
      onMade(answer.secret);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!name.trim() || days === null) return;
    make.mutate({
      input: {
        kind,
        name: name.trim(),
        scopes: (kind === "ADMIN" ? scopes : []) as Scope,
        origins: kind === "PUBLISHABLE" ? origins.split(/\s+/).filter(Boolean) : [],
        expiresAt: new Date(Date.now() + days * DAY_MS).toISOString(),
        idempotencyKey: key,
      },
    });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput
          label={text.name}
          autoComplete="off"
          data-autofocus
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={text.kind}
          description={text[`${kind}what`]}
          inputWrapperOrder={["label", "input", "description"]}
          data={KINDS.map((value) => ({ value, label: text[value] }))}
          value={kind}
          onChange={(event) => setKind(event.currentTarget.value as Kind)}
        />
        {kind === "ADMIN" && (
          <Checkbox.Group label={text.scopes} value={scopes} onChange={setScopes}>
            <Stack gap={6} mt={6}>
              {SCOPES.map((scope) => (
                <Checkbox key={scope} value={scope} label={text[scope]} />
              ))}
            </Stack>
          </Checkbox.Group>
        )}
        {kind === "PUBLISHABLE" && (
          <Textarea
            label={text.origins}
            description={text.originsHint}
            autosize
            minRows={2}
            value={origins}
            onChange={(event) => setOrigins(event.currentTarget.value)}
          />
        )}
        <NumberField
          label={text.days}
          unit={text.daysUnit}
          rightSectionWidth={44}
          value={days}
          onChange={setDays}
          least={1}
          most={LONGEST}
        />
        {make.error && (
          <div role="alert">
            <Banner kind="bad">{sentence(make.error, state)}</Banner>
          </div>
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={make.isPending} disabled={!name.trim() || days === null}>
            {text.makeDo}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
