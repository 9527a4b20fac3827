import { Button, Stack, Text } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { AccountDocument } from "../api/account.graphql.ts";
import { ask } from "../api/query.ts";
import { sessionIsBack, useSessionEnded } from "../api/session.ts";
import { useTexts } from "../i18n/texts.ts";
import { Dialog } from "../parts/Dialog.tsx";
import { LinkWay, SignInForm } from "./SignInForm.tsx";
import { shellTexts } from "./texts.ts";

/** A session that ended stops nobody's typing: the screen stays as it is under this dialog. */
export function SessionEnded() {
  const text = useTexts(shellTexts);
  const client = useQueryClient();
  const ended = useSessionEnded();
  const [stillOut, setStillOut] = useState(false);
  const look = async () => {
    const { me } = await client.fetchQuery({ ...ask(AccountDocument, {}), staleTime: 0 });
    setStillOut(me === null);
    if (me === null) return;
    sessionIsBack();
    await client.invalidateQueries();
  };
  return (
    <Dialog opened={ended} title={text.signInAgain}>
      <Stack gap="md">
        <Text>{text.signInAgainWhy}</Text>
        <SignInForm />
        <LinkWay />
        <Button variant="default" onClick={look}>
          {text.haveSignedIn}
        </Button>
        <Text role="status" c="red.8" size="sm">
          {stillOut && text.stillOut}
        </Text>
      </Stack>
    </Dialog>
  );
}
