import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { type MemberFragment, StaffInviteDocument } from "./queries.graphql.ts";
import { RoleChoice } from "./RoleChoice.tsx";
import type { Linked } from "./Staff.tsx";
import { staffTexts } from "./texts.ts";

/** Let somebody in by a one-time link (SEC25). */
export function Invite(props: { opened: boolean; onClose: () => void; onDone: (answer: Linked) => void }) {
  const text = useTexts(staffTexts);
  const state = useTexts(stateTexts);
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [role, setRole] = useState<MemberFragment["role"]>("EDITOR");
  const close = () => {
    invite.reset();
    setEmail("");
    setName("");
    props.onClose();
  };
  const invite = useAct(StaffInviteDocument, (result) => result.staffInvite, {
    onDone: (answer) => {
      close();
      props.onDone(answer);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (email.trim() && name.trim())
      invite.mutate({ input: { email: email.trim(), name: name.trim(), role } });
  };
  return (
    <Dialog opened={props.opened} onClose={close} title={text.inviteTitle}>
      <form onSubmit={submit}>
        <Stack gap="md">
          <Text>{text.inviteWhat}</Text>
          <TextInput
            type="email"
            label={text.email}
            autoComplete="off"
            data-autofocus
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <TextInput
            label={text.name}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <RoleChoice value={role} onChange={setRole} />
          {invite.error && (
            <div role="alert">
              <Banner kind="bad">{sentence(invite.error, state)}</Banner>
            </div>
          )}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={close}>
              {text.cancel}
            </Button>
            <Button type="submit" loading={invite.isPending} disabled={!email.trim() || !name.trim()}>
              {text.inviteDo}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
