import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../api/query.ts";
import { sessionIsBack, useSessionEnded } from "../api/session.ts";
import { ShellDocument } from "../api/shell.graphql.ts";
import { useTexts } from "../i18n/texts.ts";
import { SignInWay } from "./SignIn.tsx";
import { shellTexts } from "./texts.ts";

/** A session that ended stops nobody's typing: the screen stays as it is under this dialog. */
export function SessionEnded() {
  const text = useTexts(shellTexts);
  const client = useQueryClient();
  const ended = useSessionEnded();
  const [state, setState] = useState<"waiting" | "asking" | "still out">("waiting");
  const goOn = async () => {
    setState("asking");
    try {
      await client.fetchQuery({ ...ask(ShellDocument, {}), staleTime: 0, retry: false });
      setState("waiting");
      sessionIsBack();
      await client.invalidateQueries();
    } catch {
      setState("still out");
    }
  };
  return (
    <Modal
      opened={ended}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={text.signInAgain}
    >
      <Stack gap="md">
        <Text>{text.signInAgainWhy}</Text>
        <SignInWay />
        <Group justify="space-between">
          <Text role="status" c="red.8">
            {state === "still out" && text.stillOut}
          </Text>
          <Button onClick={goOn} loading={state === "asking"} data-autofocus>
            {text.goOn}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
