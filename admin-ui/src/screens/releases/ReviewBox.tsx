import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ask, POLL_MS } from "../../api/query.ts";
import { request } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import { toast, toastFailure } from "../../parts/show/toast.ts";
import { useRight } from "../../shell/shop.tsx";
import {
  ApproveReviewDocument,
  type PlanOfFragment,
  RejectReviewDocument,
  RequestReviewDocument,
  type ReviewOfFragment,
  ReviewsDocument,
} from "./queries.graphql.ts";
import classes from "./releases.module.css";
import { releasesTexts } from "./texts.ts";

/** The second person's part: asked for by one, approved or rejected by another, for exactly the plan that is shown. */
export function ReviewBox({ plan }: { plan: PlanOfFragment }) {
  const text = useTexts(releasesTexts);
  const { data } = useQuery({ ...ask(ReviewsDocument, {}), refetchInterval: POLL_MS });
  if (!data) return null;
  const about = data.reviews.edges.map(({ node }) => node);
  const review = about.find((each) => each.fingerprint === plan.fingerprint && each.current);
  const open = review?.state === "REQUESTED" || review?.state === "APPROVED";
  return (
    <Section title={text.review}>
      <Stack gap="sm">
        <div>{data.shopProfile?.reviewRequired ? text.reviewNeeded : text.reviewOptional}</div>
        {review && <Standing review={review} />}
        {review && open ? <Decide review={review} /> : <Ask plan={plan} />}
      </Stack>
    </Section>
  );
}

function Standing({ review }: { review: ReviewOfFragment }) {
  const text = useTexts(releasesTexts);
  const asker = review.requestedByName || review.requestedBy;
  const decider = review.decidedByName || review.decidedBy;
  return (
    <div role="status">
      <strong>
        {review.state === "REQUESTED" && (review.mine ? text.waitingMine : text.waiting(asker))}
        {review.state === "APPROVED" && text.approved(decider)}
        {review.state === "REJECTED" && text.rejected(decider)}
      </strong>
      {review.note && <p className={classes.quoted}>{review.note}</p>}
      {review.state === "REJECTED" && <p className={classes.quoted}>{review.reason}</p>}
    </div>
  );
}

/** Runs a mutation of reviews, says that it was done, and looks again. */
function useReview<Input>(act: (input: Input) => Promise<readonly { message: string }[]>, said: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (input: Input) => {
      const [refused] = await act(input);
      if (refused) throw new Error(refused.message);
    },
    onSuccess: async () => {
      toast(said);
      await client.invalidateQueries({ queryKey: ["Reviews"] });
    },
  });
}

function Ask({ plan }: { plan: PlanOfFragment }) {
  const text = useTexts(releasesTexts);
  const mayEdit = useRight("edit");
  const [note, setNote] = useState("");
  const asking = useReview(
    async (input: { fingerprint: string; note: string }) =>
      (await request(RequestReviewDocument, { input })).releaseRequest.errors,
    text.asked,
  );
  if (!mayEdit) return null;
  return (
    <form
      noValidate
      className={classes.ask}
      onSubmit={(event) => {
        event.preventDefault();
        asking.mutate({ fingerprint: plan.fingerprint, note: note.trim() }, { onError: toastFailure });
      }}
    >
      <TextInput
        label={text.askNote}
        maxLength={1_000}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={asking.isPending}>
        {text.ask}
      </Button>
    </form>
  );
}

function Decide({ review }: { review: ReviewOfFragment }) {
  const text = useTexts(releasesTexts);
  const mayPublish = useRight("publish");
  const [rejecting, setRejecting] = useState(false);
  const approving = useReview(
    async (number: number) =>
      (await request(ApproveReviewDocument, { input: { review: number } })).releaseApprove.errors,
    text.didApprove,
  );
  const rejection = useReview(
    async (reason: string) =>
      (await request(RejectReviewDocument, { input: { review: review.number, reason } })).releaseReject
        .errors,
    text.didReject,
  );
  if (!mayPublish) return null;
  return (
    <Group gap="sm">
      {review.state === "REQUESTED" && !review.mine && (
        <Button
          loading={approving.isPending}
          onClick={() => approving.mutate(review.number, { onError: toastFailure })}
        >
          {text.approve}
        </Button>
      )}
      <Button variant="default" onClick={() => setRejecting(true)}>
        {text.reject}
      </Button>
      <ReasonDialog
        opened={rejecting}
        title={text.rejectTitle}
        confirm={text.reject}
        busy={rejection.isPending}
        error={rejection.error}
        onConfirm={(reason) => rejection.mutate(reason, { onSuccess: () => setRejecting(false) })}
        onClose={() => setRejecting(false)}
      >
        {text.rejectWhat}
      </ReasonDialog>
    </Group>
  );
}
