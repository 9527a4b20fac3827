import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { Facts } from "../../parts/detail/Facts.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { TONES } from "../messages/columns.tsx";
import { useReason } from "../messages/reason.ts";
import { messageTexts } from "../messages/texts.ts";
import classes from "./lists.module.css";
import { ReaderStepsDocument, type ReaderStepsQuery } from "./queries.graphql.ts";
import { listTexts } from "./texts.ts";

type Reader = NonNullable<ReaderStepsQuery["reader"]>;
type Step = Reader["steps"][number];

/** The steps of one reader over time, with the reason of each that did not go. */
export function Steps({ id, onClose }: { id: string; onClose: () => void }) {
  const text = useTexts(listTexts);
  const query = useQuery(ask(ReaderStepsDocument, { id }));
  return (
    <Dialog opened onClose={onClose} title={text.stepsTitle}>
      <Answer query={query}>
        {({ reader }) =>
          reader ? <Timeline of={reader} /> : <Empty icon="user" title={text.readersFiltered} />
        }
      </Answer>
    </Dialog>
  );
}

function Timeline({ of: { state, joinedAt, endedAt, orderId, steps } }: { of: Reader }) {
  const text = useTexts(listTexts);
  return (
    <Stack gap="md">
      <Facts
        of={[
          [text.state, text[state]],
          [text.order, orderId || null],
          [text.joinedAt, <Instant key="joined" at={joinedAt} />],
          [text.endedAt, <Instant key="ended" at={endedAt} />],
        ]}
      />
      {steps.length === 0 ? (
        <div>{text.noSteps}</div>
      ) : (
        <ol className={classes.steps} aria-label={text.steps}>
          {steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step has no name of its own, only its place in the rule
            <li key={index}>
              <OneStep of={step} />
            </li>
          ))}
        </ol>
      )}
    </Stack>
  );
}

function OneStep({ of: { channel, template, due, state, message } }: { of: Step }) {
  const text = useTexts(listTexts);
  const outbox = useTexts(messageTexts);
  const said = useReason();
  const reason = said(message?.reason ?? "");
  return (
    <>
      <div>{due ? <Instant at={message?.sentAt ?? due} /> : text.noEventDate}</div>
      <div className={classes.what}>
        {template} ({channel === "SMS" ? text.bySms : text.byEmail})
      </div>
      <div>
        {message ? (
          <StateBadge tone={TONES[message.state]}>{outbox[message.state]}</StateBadge>
        ) : (
          <StateBadge>{state === "pending" ? text.pending : text.left_out}</StateBadge>
        )}{" "}
        {reason}
      </div>
    </>
  );
}
