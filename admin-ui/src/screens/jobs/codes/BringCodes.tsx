import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useLive, useSocketOpen } from "../../../api/live.ts";
import { ask, POLL_MS, queryClient } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { JobProgress } from "../../../parts/show/JobProgress.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import { useRight } from "../../../shell/shop.tsx";
import { codesRoute } from "../screen.ts";
import { Mapping } from "./Mapping.tsx";
import { CodeJobDocument, CodeJobFollowedDocument, type CodeJobFragment } from "./queries.graphql.ts";
import { Start } from "./Start.tsx";
import { Totals } from "./Totals.tsx";
import { codesTexts } from "./texts.ts";

const FOLLOW_MS = 1_000;

/** Codes of another system: the file handed in, its columns, its totals, and the button that brings them in. */
export function BringCodes() {
  const text = useTexts(codesTexts);
  const { job } = codesRoute.useSearch();
  const mayAct = useRight("coupons");
  return (
    <>
      <PageHeader title={text.title} back={{ to: "/settings/jobs", label: text.jobs }}>
        {text.lead}
      </PageHeader>
      {job ? <Followed key={job} id={job} /> : mayAct && <Start />}
      {job && (
        <Link to="/settings/jobs/codes" search={{}}>
          {text.again}
        </Link>
      )}
    </>
  );
}

/** One job, followed while something goes on with it. */
function Followed({ id }: { id: string }) {
  const text = useTexts(codesTexts);
  const often = useSocketOpen() ? POLL_MS : FOLLOW_MS;
  const one = ask(CodeJobDocument, { id });
  const query = useQuery({
    ...one,
    refetchInterval: ({ state: { data } }) => (isUnderWay(data?.job) ? often : false),
  });
  useLive(CodeJobFollowedDocument, isUnderWay(query.data?.job) ? { id } : null, ({ jobProgress: job }) =>
    queryClient.setQueryData(one.queryKey, { job }),
  );
  return (
    <Answer query={query}>
      {({ job }) =>
        job?.kind === "CARD_IMPORT" || job?.kind === "COUPON_IMPORT" ? (
          <Step of={job} />
        ) : (
          <Empty icon="file" title={text.noSuch} />
        )
      }
    </Answer>
  );
}

function isUnderWay(job: CodeJobFragment | null | undefined): boolean {
  return job?.state === "WAITING" || job?.state === "RUNNING";
}

function Step({ of }: { of: CodeJobFragment }) {
  const text = useTexts(codesTexts);
  if (of.state === "OPEN") return <Mapping of={of} />;
  if (!isUnderWay(of)) return <Totals of={of} />;
  const label = of.checking ? text.checking : text.running;
  return (
    <Section title={label}>
      <JobProgress
        label={label}
        done={of.done + of.failed}
        failed={of.failed}
        total={Math.max(of.total ?? 0, of.done + of.failed + 1)}
      />
    </Section>
  );
}
