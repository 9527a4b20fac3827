import { Button, SegmentedControl, Stack, Text, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useAct } from "../../api/act.ts";
import { ask } from "../../api/query.ts";
import { switchLocale, useLocale } from "../../i18n/locale.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Columns, Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Password } from "./Password.tsx";
import { OwnAccountDocument, type OwnAccountQuery, ProfileUpdateDocument } from "./queries.graphql.ts";
import { Refused } from "./Refused.tsx";
import { SecondFactor } from "./SecondFactor.tsx";
import { Sessions } from "./Sessions.tsx";
import { accountTexts } from "./texts.ts";

export type Me = NonNullable<OwnAccountQuery["me"]>;

/** One's own account (SEC18–SEC21). */
export function Account() {
  const text = useTexts(accountTexts);
  const query = useQuery(ask(OwnAccountDocument, {}));
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <Answer query={query}>
        {({ me, sessions }) => (
          <>
            {me && (
              <Columns>
                <div>
                  <Profile me={me} />
                  <SecondFactor me={me} />
                </div>
                <div>
                  <Password me={me} />
                  <Language />
                </div>
              </Columns>
            )}
            <Sessions sessions={sessions} />
          </>
        )}
      </Answer>
    </>
  );
}

function Profile({ me: { member } }: { me: Me }) {
  const text = useTexts(accountTexts);
  const [name, setName] = useState(member.name);
  const [email, setEmail] = useState(member.email);
  const update = useAct(ProfileUpdateDocument, (result) => result.profileUpdate, { done: text.saved });
  const changed = name !== member.name || email !== member.email;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const input = {
      name: name === member.name ? null : name.trim(),
      email: email === member.email ? null : email.trim(),
    };
    update.mutate({ input });
  };
  return (
    <Section title={text.profile}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={420} align="stretch">
          <TextInput
            label={text.name}
            autoComplete="name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            type="email"
            label={text.email}
            autoComplete="username"
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Refused error={update.error} />
          <Button type="submit" w="fit-content" loading={update.isPending} disabled={!changed}>
            {text.save}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}

function Language() {
  const text = useTexts(accountTexts);
  const locale = useLocale();
  return (
    <Section title={text.language}>
      <Stack gap="xs" align="flex-start">
        <SegmentedControl
          aria-label={text.language}
          value={locale}
          onChange={(value) => switchLocale(value === "en" ? "en" : "ja")}
          data={[
            { value: "ja", label: "日本語" },
            { value: "en", label: "English" },
          ]}
        />
        <Text c="dimmed" size="sm">
          {text.languageHint}
        </Text>
      </Stack>
    </Section>
  );
}
