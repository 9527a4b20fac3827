import { Button, Group } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { newKey, useAct } from "../../../api/act.ts";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { ReasonDialog } from "../../../parts/fields/ReasonDialog.tsx";
import { StateBadge } from "../../../parts/show/Badge.tsx";
import { toastFailure } from "../../../parts/show/toast.ts";
import { useRight } from "../../../shell/shop.tsx";
import type { addressOf } from "./address.ts";
import classes from "./consents.module.css";
import {
  ConsentStandsDocument,
  type ConsentStandsQuery,
  ConsentWithdrawDocument,
  SuppressionAddDocument,
  SuppressionLiftDocument,
} from "./queries.graphql.ts";
import { consentTexts } from "./texts.ts";

type Address = NonNullable<ReturnType<typeof addressOf>>;

/** What may go to one address now, and what staff can do about it. */
export function Stands({ of }: { of: Address }) {
  const text = useTexts(consentTexts);
  const may = useRight("messages");
  const { data } = useQuery(ask(ConsentStandsDocument, { address: of }));
  if (!data) return null;
  return (
    <div className={classes.stands}>
      <Section
        title={text.stands}
        actions={may && <Acts key={"email" in of ? of.email : of.phone} of={of} now={data} />}
      >
        <Group gap="sm">
          <StateBadge tone={data.consentGiven ? "good" : "plain"}>
            {data.consentGiven ? text.allowed : text.refused}
          </StateBadge>
          {data.suppressions.edges.map(({ node: { cause } }) => (
            <StateBadge key={cause} tone="bad">
              {cause === "COMPLAINT" ? text.COMPLAINT : `${text.stopped}: ${text[cause]}`}
            </StateBadge>
          ))}
        </Group>
      </Section>
    </div>
  );
}

function Acts({ of, now }: { of: Address; now: ConsentStandsQuery }) {
  const text = useTexts(consentTexts);
  const [asked, setAsked] = useState<"withdraw" | "stop" | null>(null);
  const [key, setKey] = useState(newKey);
  const close = () => setAsked(null);
  const withdraw = useAct(ConsentWithdrawDocument, (result) => result.consentWithdraw, {
    done: text.withdrawn,
    onDone: () => {
      setKey(newKey());
      close();
    },
  });
  const stop = useAct(SuppressionAddDocument, (result) => result.suppressionAdd, {
    done: text.stoppedNow,
    onDone: close,
  });
  const lift = useAct(SuppressionLiftDocument, (result) => result.suppressionLift, { done: text.allowedNow });
  return (
    <Group gap="sm">
      {now.consentGiven && (
        <Button size="compact-sm" variant="default" onClick={() => setAsked("withdraw")}>
          {text.withdraw}
        </Button>
      )}
      {now.suppressions.edges.length > 0 ? (
        <Button
          size="compact-sm"
          variant="default"
          loading={lift.isPending}
          onClick={() => lift.mutate({ input: { address: of } }, { onError: toastFailure })}
        >
          {text.allow}
        </Button>
      ) : (
        <Button size="compact-sm" variant="default" onClick={() => setAsked("stop")}>
          {text.stop}
        </Button>
      )}
      <ReasonDialog
        opened={asked === "withdraw"}
        title={text.withdrawTitle}
        confirm={text.withdraw}
        busy={withdraw.isPending}
        error={withdraw.error}
        onClose={close}
        onConfirm={(source) => withdraw.mutate({ input: { address: of, source, idempotencyKey: key } })}
      >
        {text.withdrawWhat}
      </ReasonDialog>
      <ReasonDialog
        opened={asked === "stop"}
        title={text.stopTitle}
        confirm={text.stop}
        danger
        busy={stop.isPending}
        error={stop.error}
        onClose={close}
        onConfirm={(reason) => stop.mutate({ input: { address: of, reason } })}
      >
        {text.stopWhat}
      </ReasonDialog>
    </Group>
  );
}
