import { Button, Group } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useAct } from "../../../api/act.ts";
import { formatMoney } from "../../../i18n/format.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { ReasonDialog } from "../../../parts/fields/ReasonDialog.tsx";
import { StateBadge, type Tone } from "../../../parts/show/Badge.tsx";
import { Amount, Instant } from "../../../parts/show/values.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import type { Column } from "../../../parts/table/column.ts";
import { PlainTable } from "../../../parts/table/PlainTable.tsx";
import { useRight, useShop } from "../../../shell/shop.tsx";
import { type ApprovalRowFragment, ApproveMoneyDocument, RejectMoneyDocument } from "./queries.graphql.ts";
import { approvalTexts } from "./texts.ts";

type Row = ApprovalRowFragment;

const TONES: Readonly<Record<Row["state"], Tone>> = {
  REQUESTED: "warn",
  APPROVED: "warn",
  DONE: "good",
  REJECTED: "plain",
  EXPIRED: "plain",
};

/** Requests, newest first, with what the person who looks may do about them. */
export function Requests({ of }: { of: readonly Row[] }) {
  const text = useTexts(approvalTexts);
  const { currency } = useShop();
  const columns = useMemo<readonly Column<Row>[]>(
    () => [
      { id: "number", header: text.number, rowHeader: true, cell: ({ number }) => number },
      { id: "what", header: text.what, cell: (row) => <About of={row} /> },
      {
        id: "amount",
        header: text.amount,
        numeric: true,
        cell: ({ amount }) => <Amount of={{ amount, currency }} />,
      },
      { id: "by", header: text.by, cell: ({ requestedByName }) => requestedByName || "–" },
      { id: "until", header: text.until, cell: ({ expiresAt }) => <Instant at={expiresAt} /> },
      {
        id: "state",
        header: text.state,
        cell: ({ state }) => <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>,
      },
      { id: "note", header: text.note, cell: ({ note, reason }) => reason || note || "–" },
      { id: "decide", header: text.decide, cell: (row) => <Decide of={row} /> },
    ],
    [text, currency],
  );
  if (of.length === 0) return text.none;
  return <PlainTable label={text.list} columns={columns} rows={of} rowId={({ number }) => String(number)} />;
}

function About({ of: { kind, cardId, jobId } }: { of: Row }) {
  const text = useTexts(approvalTexts);
  if (cardId) {
    return (
      <Link to="/gift-cards/$cardId" params={{ cardId }}>
        {text[kind]}
      </Link>
    );
  }
  if (kind === "CARD_IMPORT") {
    return (
      <Link to="/settings/jobs/codes" search={jobId ? { job: jobId } : {}}>
        {text[kind]}
      </Link>
    );
  }
  return (
    <Link to="/gift-cards/refund" search={jobId ? { job: jobId } : {}}>
      {text[kind]}
    </Link>
  );
}

function Decide({ of }: { of: Row }) {
  const text = useTexts(approvalTexts);
  const mayMove = useRight("money");
  const [asked, setAsked] = useState<"approve" | "reject" | null>(null);
  const waits = of.state === "REQUESTED";
  const mayApprove = mayMove && !of.mine && (waits || of.state === "APPROVED");
  const close = () => setAsked(null);
  if (!mayApprove && !(waits && (of.mine || mayMove))) return "–";
  return (
    <Group gap="xs" wrap="nowrap">
      {mayApprove && (
        <Button size="compact-sm" onClick={() => setAsked("approve")}>
          {text.approve}
        </Button>
      )}
      {waits && (
        <Button size="compact-sm" variant="default" onClick={() => setAsked("reject")}>
          {of.mine ? text.takeBack : text.reject}
        </Button>
      )}
      {asked === "approve" && <Approve of={of} onClose={close} />}
      {asked === "reject" && <Reject of={of} onClose={close} />}
    </Group>
  );
}

function Approve({ of, onClose }: { of: Row; onClose: () => void }) {
  const text = useTexts(approvalTexts);
  const state = useTexts(stateTexts);
  const { currency } = useShop();
  const act = useAct(ApproveMoneyDocument, (result) => result.approvalApprove, {
    done: text.approved,
    onDone: onClose,
  });
  return (
    <Dialog opened onClose={onClose} title={text.approveTitle(of.number)}>
      <p>{text.approveWhat(text[of.kind], formatMoney({ amount: of.amount, currency }))}</p>
      {act.error && (
        <div role="alert">
          <Banner kind="bad">{sentence(act.error, state)}</Banner>
        </div>
      )}
      <Group justify="flex-end" gap="sm">
        <Button variant="default" onClick={onClose}>
          {text.cancel}
        </Button>
        <Button loading={act.isPending} onClick={() => act.mutate({ input: { number: of.number } })}>
          {text.approve}
        </Button>
      </Group>
    </Dialog>
  );
}

function Reject({ of, onClose }: { of: Row; onClose: () => void }) {
  const text = useTexts(approvalTexts);
  const act = useAct(RejectMoneyDocument, (result) => result.approvalReject, {
    done: text.rejected,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      opened
      title={text.rejectTitle(of.number)}
      confirm={of.mine ? text.takeBack : text.reject}
      busy={act.isPending}
      error={act.error}
      onClose={onClose}
      onConfirm={(reason) => act.mutate({ input: { number: of.number, reason } })}
    >
      <div>{text.rejectWhat}</div>
    </ReasonDialog>
  );
}
