import { Button, Checkbox, Divider, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useAct } from "../../../api/act.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { useMe } from "../../../shell/shop.tsx";
import { type MemberFragment, StaffResetDocument, StaffUpdateDocument } from "./queries.graphql.ts";
import { RoleChoice } from "./RoleChoice.tsx";
import type { Linked } from "./Staff.tsx";
import { staffTexts } from "./texts.ts";

interface Props {
  member: MemberFragment;
  onClose: () => void;
  onDone: (answer: Linked) => void;
}

/** Another name or role, a new password, or kept out. */
export function Change(props: Props) {
  const { member, onClose, onDone } = props;
  const text = useTexts(staffTexts);
  const state = useTexts(stateTexts);
  const [name, setName] = useState(member.name);
  const [role, setRole] = useState(member.role);
  const isMe = useMe().member.id === member.id;
  const finish = (answer: Linked) => {
    onClose();
    onDone(answer);
  };
  const update = useAct(StaffUpdateDocument, (result) => result.staffUpdate, {
    done: text.saved,
    onDone: (answer) => finish(answer),
  });
  const reset = useAct(StaffResetDocument, (result) => result.staffReset, {
    onDone: (answer) => finish(answer),
  });
  const error = update.error ?? reset.error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    update.mutate({ input: { staffId: member.id, name: name.trim() || null, role } });
  };
  return (
    <Dialog opened onClose={onClose} title={text.changeTitle(member.name || member.email)}>
      <form onSubmit={submit}>
        <Stack gap="md">
          {error && (
            <div role="alert">
              <Banner kind="bad">{sentence(error, state)}</Banner>
            </div>
          )}
          <TextInput
            label={text.name}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <RoleChoice value={role} onChange={setRole} hint={text.roleHint} />
          <Group justify="flex-end">
            <Button
              type="submit"
              loading={update.isPending}
              disabled={name === member.name && role === member.role}
            >
              {text.save}
            </Button>
          </Group>
          {!isMe && (
            <Access
              member={member}
              busy={update.isPending || reset.isPending}
              onDisable={(disabled) => update.mutate({ input: { staffId: member.id, disabled } })}
              onReset={(forgetSecondFactor) =>
                reset.mutate({ input: { staffId: member.id, forgetSecondFactor } })
              }
            />
          )}
        </Stack>
      </form>
    </Dialog>
  );
}

function Access(props: {
  member: MemberFragment;
  busy: boolean;
  onDisable: (disabled: boolean) => void;
  onReset: (forgetSecondFactor: boolean) => void;
}) {
  const text = useTexts(staffTexts);
  const { state, secondFactor } = props.member;
  const [forget, setForget] = useState(false);
  const out = state === "DISABLED";
  return (
    <>
      {!out && (
        <>
          <Divider />
          <Text size="sm">{text.resetWhat}</Text>
          {secondFactor && (
            <Checkbox
              label={text.forget}
              checked={forget}
              onChange={(event) => setForget(event.currentTarget.checked)}
            />
          )}
          <Button variant="default" loading={props.busy} onClick={() => props.onReset(forget)}>
            {text.reset}
          </Button>
        </>
      )}
      <Divider />
      {!out && <Text size="sm">{text.disableWhat}</Text>}
      <Button
        variant="default"
        c={out ? undefined : "red.9"}
        loading={props.busy}
        onClick={() => props.onDisable(!out)}
      >
        {out ? text.enable : text.disable}
      </Button>
    </>
  );
}
