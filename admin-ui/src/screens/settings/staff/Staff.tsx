import { Button, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Facts } from "../../../parts/detail/Facts.tsx";
import { Section } from "../../../parts/detail/Section.tsx";
import { Icon } from "../../../parts/Icon.tsx";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { StateBadge, type Tone } from "../../../parts/show/Badge.tsx";
import { ShownOnce } from "../../../parts/show/ShownOnce.tsx";
import { toast } from "../../../parts/show/toast.ts";
import { Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import type { Column } from "../../../parts/table/column.ts";
import { DataTable } from "../../../parts/table/DataTable.tsx";
import { useMe } from "../../../shell/shop.tsx";
import { SettingsPlaces } from "../SettingsPlaces.tsx";
import { Change } from "./Change.tsx";
import { Invite } from "./Invite.tsx";
import { type MemberFragment, StaffDocument } from "./queries.graphql.ts";
import { staffTexts } from "./texts.ts";

const TONES: Readonly<Record<MemberFragment["state"], Tone>> = {
  INVITED: "info",
  ACTIVE: "good",
  DISABLED: "bad",
};

/** The answer of whatever makes a one-time link: it was mailed, or it is to be handed over. */
export interface Linked {
  readonly link: string | null;
  readonly mailed: boolean;
}

/** Who works for the shop. */
export function Staff() {
  const text = useTexts(staffTexts);
  const query = useQuery(ask(StaffDocument, {}));
  const [inviting, setInviting] = useState(false);
  const [changing, setChanging] = useState<MemberFragment | null>(null);
  const [link, setLink] = useState<string | null>(null);
  const columns = useColumns(setChanging);
  const handOver = (answer: Linked) => {
    setLink(answer.link);
    if (answer.mailed) toast(text.mailed);
  };
  return (
    <>
      <PageHeader
        title={text.title}
        actions={
          <Button leftSection={<Icon name="plus" size={16} />} onClick={() => setInviting(true)}>
            {text.invite}
          </Button>
        }
      >
        {text.lead}
      </PageHeader>
      <SettingsPlaces at="staff" />
      <Invite opened={inviting} onClose={() => setInviting(false)} onDone={handOver} />
      {changing && <Change member={changing} onClose={() => setChanging(null)} onDone={handOver} />}
      <ShownOnce
        secret={link}
        title={text.linkTitle}
        label={text.link}
        warning={text.linkOnce}
        done={text.done}
        onDone={() => setLink(null)}
      />
      <Answer query={query}>
        {({ staff, roles }) => (
          <Stack gap="lg">
            <DataTable
              label={text.list}
              columns={columns}
              rows={staff}
              rowId={(member) => member.id}
              search={{}}
              onSearch={() => undefined}
              empty={<Empty icon="user" title={text.list} />}
            />
            <Section title={text.roles}>
              <Facts of={roles.map(({ role }) => [text[role], text[`${role}what`]] as const)} />
            </Section>
          </Stack>
        )}
      </Answer>
    </>
  );
}

function useColumns(onChange: (member: MemberFragment) => void): readonly Column<MemberFragment>[] {
  const text = useTexts(staffTexts);
  const me = useMe();
  return useMemo(
    () => [
      {
        id: "name",
        header: text.name,
        rowHeader: true,
        cell: ({ id, name, email }) => (
          <>
            {name || email || "–"}
            {id === me.member.id && ` (${text.you})`}
          </>
        ),
      },
      { id: "email", header: text.email, cell: ({ email }) => email || "–" },
      { id: "role", header: text.role, cell: ({ role }) => text[role] },
      {
        id: "state",
        header: text.state,
        cell: ({ state }) => <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>,
      },
      {
        id: "secondFactor",
        header: text.secondFactor,
        cell: ({ secondFactor }) => (secondFactor ? text.on : text.off),
      },
      {
        id: "signedInAt",
        header: text.signedInAt,
        cell: ({ signedInAt }) => (signedInAt ? <Instant at={signedInAt} /> : text.never),
      },
      {
        id: "actions",
        header: text.actions,
        cell: (member) => (
          <Button size="compact-sm" variant="default" onClick={() => onChange(member)}>
            {text.change}
          </Button>
        ),
      },
    ],
    [text, me.member.id, onChange],
  );
}
