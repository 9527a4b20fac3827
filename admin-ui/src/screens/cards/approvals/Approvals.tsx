import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask, POLL_MS } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { CardPlaces } from "../CardPlaces.tsx";
import { Limits } from "./Limits.tsx";
import { ApprovalsDocument, RoleLimitsDocument } from "./queries.graphql.ts";
import { Requests } from "./Requests.tsx";
import { approvalTexts } from "./texts.ts";

/** Money that waits for a second person, and how much each role may move alone. */
export function Approvals() {
  const text = useTexts(approvalTexts);
  const requests = useQuery({ ...ask(ApprovalsDocument, {}), refetchInterval: POLL_MS });
  const limits = useQuery(ask(RoleLimitsDocument, {}));
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <CardPlaces />
      <Stack gap="lg">
        <Section title={text.list}>
          <Answer query={requests}>
            {({ approvals }) => <Requests of={approvals.edges.map(({ node }) => node)} />}
          </Answer>
        </Section>
        <Section title={text.limits}>
          <Answer query={limits}>{({ roleLimits }) => <Limits of={roleLimits} />}</Answer>
        </Section>
      </Stack>
    </>
  );
}
