import { Button, Code, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { AccountDocument, SignInDocument } from "../api/account.graphql.ts";
import { ask } from "../api/query.ts";
import { request } from "../api/request.ts";
import { sessionIsBack } from "../api/session.ts";
import { useTexts } from "../i18n/texts.ts";
import { Banner } from "../parts/states/Banner.tsx";
import { sentence } from "../parts/states/Failure.tsx";
import { stateTexts } from "../parts/states/texts.ts";
import classes from "./shell.module.css";
import { shellTexts } from "./texts.ts";

/** Address and password, then the second factor where there is one; or the way to a one-time link. */
export function SignInForm() {
  const text = useTexts(shellTexts);
  const state = useTexts(stateTexts);
  const client = useQueryClient();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const signIn = useMutation({
    mutationFn: () =>
      request(SignInDocument, { input: { email: email.trim(), password, code: code.trim() || null } }),
    onSuccess: async ({ signIn: { me } }) => {
      if (!me) return;
      client.setQueryData(ask(AccountDocument, {}).queryKey, { me });
      sessionIsBack();
      await client.invalidateQueries();
    },
  });
  const answer = signIn.data?.signIn;
  const codeNeeded = answer?.codeNeeded || code !== "";
  const refusal = signIn.error ? sentence(signIn.error, state) : answer?.errors[0]?.message;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email && password) signIn.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {refusal && (
          <div role="alert">
            <Banner kind="bad">{refusal}</Banner>
          </div>
        )}
        <TextInput
          type="email"
          label={text.email}
          autoComplete="username"
          data-autofocus
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label={text.password}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": text.showPassword, tabIndex: 0 }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {codeNeeded && (
          <TextInput
            label={text.code}
            description={text.codeHint}
            autoComplete="one-time-code"
            autoFocus
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Button type="submit" fullWidth loading={signIn.isPending} disabled={!email || !password}>
          {text.signIn}
        </Button>
      </Stack>
    </form>
  );
}

/** How one comes in without a password: the first time, and when it was forgotten. */
export function LinkWay() {
  const text = useTexts(shellTexts);
  return (
    <details className={classes.way}>
      <summary>{text.byLink}</summary>
      <Stack gap="xs" mt="xs">
        <Text size="sm">{text.signInHow}</Text>
        <Code block>otoku sign-in</Code>
        <Text c="dimmed" size="sm">
          {text.signInShort}
        </Text>
      </Stack>
    </details>
  );
}
