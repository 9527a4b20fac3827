import { Button, NativeSelect, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { toast } from "../../parts/show/toast.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { useRight } from "../../shell/shop.tsx";
import { MailTestDocument, type ProfileFragment } from "./queries.graphql.ts";
import { settingsTexts } from "./texts.ts";

/** How mail leaves, and a mail to see whether it does. */
export function MailSettings({ profile }: { profile: ProfileFragment }) {
  const text = useTexts(settingsTexts);
  const may = useRight("settings");
  return (
    <Section title={text.mail}>
      <Stack gap="md">
        <Facts
          of={[
            [text.channel, text[profile.mailChannel]],
            [text.sender, profile.mailSender || null],
          ]}
        />
        {profile.mailChannel === "INBOX" && (
          <Text c="dimmed" size="sm">
            {text.inboxHow}
          </Text>
        )}
        {may && profile.testers && <TestMail testers={profile.testers} />}
      </Stack>
    </Section>
  );
}

function TestMail({ testers }: { testers: readonly string[] }) {
  const text = useTexts(settingsTexts);
  const state = useTexts(stateTexts);
  const [to, setTo] = useState<string | null>(null);
  const test = useAct(MailTestDocument, (result) => result.mailTest, {
    onDone: ({ sent }) => sent && toast(text.testSent),
  });
  const chosen = to && testers.includes(to) ? to : (testers[0] ?? null);
  if (chosen === null) return <Text size="sm">{text.testNone}</Text>;
  return (
    <Stack gap="sm" align="flex-start">
      <NativeSelect
        label={`${text.testMail}: ${text.testTo}`}
        data={[...testers]}
        value={chosen}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button
        variant="default"
        loading={test.isPending}
        onClick={() => test.mutate({ input: { to: chosen } })}
      >
        {text.testSend}
      </Button>
      {test.error && <Banner kind="bad">{sentence(test.error, state)}</Banner>}
      {test.data && !test.data.sent && <Banner kind="bad">{text.testRefused(test.data.reply)}</Banner>}
    </Stack>
  );
}
