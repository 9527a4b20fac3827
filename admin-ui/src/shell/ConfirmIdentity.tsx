import { Button, Group, PasswordInput, Stack, Text, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDocument } from "../api/account.graphql.ts";
import { useConfirmation } from "../api/confirm.ts";
import { request } from "../api/request.ts";
import { useTexts } from "../i18n/texts.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { Banner } from "../parts/states/Banner.tsx";
import { sentence } from "../parts/states/Failure.tsx";
import { stateTexts } from "../parts/states/texts.ts";
import { shellTexts } from "./texts.ts";

/** Before codes are shown, files exported, tokens made and staff managed: is it still the same person (SEC19)? */
export function ConfirmIdentity({ withCode }: { withCode: boolean }) {
  const text = useTexts(shellTexts);
  const finish = useConfirmation();
  return (
    <Dialog opened={finish !== null} onClose={() => finish?.(false)} title={text.confirm}>
      <Proof withCode={withCode} finish={(proved) => finish?.(proved)} />
    </Dialog>
  );
}

function Proof({ withCode, finish }: { withCode: boolean; finish: (proved: boolean) => void }) {
  const text = useTexts(shellTexts);
  const state = useTexts(stateTexts);
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const confirm = useMutation({
    mutationFn: () => request(ConfirmDocument, { input: { password: password || null, code: code || null } }),
    onSuccess: (answer) => answer.confirm.me && finish(true),
  });
  const refusal = confirm.error ? sentence(confirm.error, state) : confirm.data?.confirm.errors[0]?.message;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate();
      }}
    >
      <Stack gap="md">
        <Text>{text.confirmWhy}</Text>
        {refusal && (
          <div role="alert">
            <Banner kind="bad">{refusal}</Banner>
          </div>
        )}
        <PasswordInput
          label={text.password}
          autoComplete="current-password"
          data-autofocus
          visibilityToggleButtonProps={{ "aria-label": text.showPassword, tabIndex: 0 }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        {withCode && (
          <TextInput
            label={text.orCode}
            autoComplete="one-time-code"
            inputMode="numeric"
            value={code}
            onChange={(event) => setCode(event.currentTarget.value)}
          />
        )}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => finish(false)}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={confirm.isPending} disabled={!password && !code}>
            {text.confirmDo}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
