import { Button, Group, NativeSelect, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../../api/act.ts";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { toast } from "../../../parts/show/toast.ts";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { useMe, useRight } from "../../../shell/shop.tsx";
import type { Case } from "./Cases.tsx";
import { TemplateTestSendDocument, TestersDocument } from "./queries.graphql.ts";
import { templateTexts } from "./texts.ts";

/** The text as typed, to one of the testers or to oneself. */
export function TestSend({
  path,
  text: typed,
  filledWith,
}: {
  path: string;
  text: string;
  filledWith: Case;
}) {
  const text = useTexts(templateTexts);
  const state = useTexts(stateTexts);
  const may = useRight("edit");
  const settings = useRight("settings");
  const pii = useRight("pii");
  const known = settings && pii;
  const own = useMe().member.email;
  const testers = useQuery({ ...ask(TestersDocument, {}), enabled: known });
  const [to, setTo] = useState<string | null>(null);
  const send = useAct(TemplateTestSendDocument, (result) => result.templateTestSend, {
    onDone: ({ sent }) => sent && toast(text.sent),
  });
  const addresses = [...new Set([...(own ? [own] : []), ...(testers.data?.shopProfile.testers ?? [])])];
  if (!may || (known && !testers.data)) return null;
  const chosen = to && addresses.includes(to) ? to : (addresses[0] ?? null);
  if (chosen === null) {
    return (
      <Text size="sm" c="dimmed">
        {text.testNone}
      </Text>
    );
  }
  const refused = send.error
    ? sentence(send.error, state)
    : send.data && !send.data.sent && (send.data.problem || text.refused(send.data.reply));
  return (
    <>
      <Group gap="sm" align="flex-end">
        <NativeSelect
          label={`${text.testSend}: ${text.testTo}`}
          data={[...addresses]}
          value={chosen}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <Button
          variant="default"
          loading={send.isPending}
          onClick={() => send.mutate({ input: { path, text: typed, to: chosen, ...filledWith } })}
        >
          {text.send}
        </Button>
      </Group>
      {refused && <Banner kind="bad">{refused}</Banner>}
    </>
  );
}
