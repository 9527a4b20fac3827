import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useAct } from "../../../api/act.ts";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Facts } from "../../../parts/detail/Facts.tsx";
import { Section } from "../../../parts/detail/Section.tsx";
import { ReasonDialog } from "../../../parts/fields/ReasonDialog.tsx";
import { StateBadge } from "../../../parts/show/Badge.tsx";
import { toastFailure } from "../../../parts/show/toast.ts";
import { Instant } from "../../../parts/show/values.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { useRight } from "../../../shell/shop.tsx";
import { AskResume } from "./AskResume.tsx";
import classes from "./channels.module.css";
import { ChannelSetDocument, type ChannelsQuery, ResumeRequestsDocument } from "./queries.graphql.ts";
import { channelTexts } from "./texts.ts";

type Channel = ChannelsQuery["channels"][number];

const NEWEST = { first: 20, after: null, last: null, before: null };

/** One channel: how it stands, and what can be done about it. */
export function ChannelBox({ of }: { of: Channel }) {
  const text = useTexts(channelTexts);
  return (
    <Section title={text[of.channel]} actions={<Switch of={of} />}>
      <div className={classes.box}>
        <Facts
          of={[
            [text.state, <State key="state" of={of} />],
            ...(of.suspended ? [[text.reason, of.reason || null] as const] : []),
            ...(of.inboundUrl ? [[text.inbound, of.inboundUrl] as const] : []),
            ...(of.since ? [[text.since, <Instant key="since" at={of.since} />] as const] : []),
          ]}
        />
        {!of.setUp && <Banner>{text.notSetUpHow}</Banner>}
        {of.suspended && <Suspended channel={of.channel} />}
      </div>
    </Section>
  );
}

function State({ of }: { of: Channel }) {
  const text = useTexts(channelTexts);
  if (of.suspended) {
    return <StateBadge tone="warn">{of.advertisingOnly ? text.noAdvertising : text.suspended}</StateBadge>;
  }
  if (!of.setUp) return <StateBadge>{text.notSetUp}</StateBadge>;
  return <StateBadge tone="good">{text.works}</StateBadge>;
}

/** Asks for a request until one is made, and is gone once one is approved (S2.23, S2.24). */
function Suspended({ channel }: { channel: Channel["channel"] }) {
  const text = useTexts(channelTexts);
  const mayAsk = useRight("messages");
  const [asking, setAsking] = useState(false);
  const { data } = useQuery(ask(ResumeRequestsDocument, NEWEST));
  const waits = data?.resumeRequests.edges.some(
    ({ node }) => node.channel === channel && node.state === "REQUESTED",
  );
  if (!data) return null;
  if (waits) return <Banner kind="info">{text.waiting}</Banner>;
  return (
    <>
      <Banner
        action={
          mayAsk && (
            <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
              {text.ask}
            </Button>
          )
        }
      >
        {text.resumeAsk(text[channel])}
      </Banner>
      {asking && <AskResume channel={channel} onClose={() => setAsking(false)} />}
    </>
  );
}

function Switch({ of: { channel, suspended } }: { of: Channel }) {
  const text = useTexts(channelTexts);
  const may = useRight("settings");
  const [asked, setAsked] = useState(false);
  const set = useAct(ChannelSetDocument, (result) => result.channelSet, {
    done: suspended ? text.resumedNow : text.suspendedNow,
    onDone: () => setAsked(false),
  });
  if (!may) return null;
  if (suspended) {
    return (
      <Button
        size="compact-sm"
        variant="default"
        loading={set.isPending}
        onClick={() => set.mutate({ input: { channel, suspended: false } }, { onError: toastFailure })}
      >
        {text.resume}
      </Button>
    );
  }
  return (
    <Group>
      <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>
        {text.suspend}
      </Button>
      <ReasonDialog
        opened={asked}
        title={text.suspendTitle(text[channel])}
        confirm={text.suspend}
        danger
        busy={set.isPending}
        error={set.error}
        onClose={() => setAsked(false)}
        onConfirm={(reason) => set.mutate({ input: { channel, suspended: true, reason } })}
      >
        {text.suspendWhat}
      </ReasonDialog>
    </Group>
  );
}
