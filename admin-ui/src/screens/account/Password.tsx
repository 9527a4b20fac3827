import { Button, PasswordInput, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import type { Me } from "./Account.tsx";
import { PasswordChangeDocument } from "./queries.graphql.ts";
import { Refused } from "./Refused.tsx";
import { accountTexts } from "./texts.ts";

/** Choose a password, or another one. */
export function Password({ me }: { me: Me }) {
  const text = useTexts(accountTexts);
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useAct(PasswordChangeDocument, (result) => result.passwordChange, {
    done: text.changed,
    onDone: () => {
      setCurrent("");
      setNext("");
    },
  });
  const toggle = { "aria-label": text.show, tabIndex: 0 };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ input: { new: next, current: me.hasPassword ? current : null } });
  };
  return (
    <Section title={text.password}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {me.hasPassword ? (
            <PasswordInput
              label={text.current}
              autoComplete="current-password"
              visibilityToggleButtonProps={toggle}
              value={current}
              onChange={(event) => setCurrent(event.currentTarget.value)}
            />
          ) : (
            <Text size="sm">{text.noPassword}</Text>
          )}
          <PasswordInput
            label={text.next}
            description={text.nextHint}
            autoComplete="new-password"
            visibilityToggleButtonProps={toggle}
            value={next}
            onChange={(event) => setNext(event.currentTarget.value)}
          />
          <Refused error={change.error} />
          <Button
            type="submit"
            variant="default"
            w="fit-content"
            loading={change.isPending}
            disabled={!next || (me.hasPassword && !current)}
          >
            {me.hasPassword ? text.change : text.choose}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
