import { Button, Text } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { useSocketOpen } from "../../api/live.ts";
import { ask, POLL_MS } from "../../api/query.ts";
import { formatCount } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { fromTheStart, useSetSearch } from "../../parts/search.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import { Count, Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { ChoiceFilter } from "../../parts/table/Filters.tsx";
import { useRight } from "../../shell/shop.tsx";
import { SettingsPlaces } from "../settings/SettingsPlaces.tsx";
import { FollowJob, MOST_FOLLOWED } from "./FollowJob.tsx";
import { JobActions } from "./JobActions.tsx";
import { type JobRowFragment, JobsDocument, type JobsQuery } from "./queries.graphql.ts";
import { StartExport } from "./StartExport.tsx";
import { JOB_KINDS, type JobSearch, jobsRoute } from "./screen.ts";
import { jobsTexts } from "./texts.ts";

const FOLLOW_MS = 1_500;
const TONES: Readonly<Record<JobRowFragment["state"], Tone>> = {
  OPEN: "plain",
  WAITING: "info",
  RUNNING: "info",
  CHECKED: "warn",
  DONE: "good",
  FAILED: "bad",
  CANCELLED: "plain",
};

/** Long work with files: started here or elsewhere, followed, stopped, taken up again, its files taken away. */
export function Jobs() {
  const text = useTexts(jobsTexts);
  const search = jobsRoute.useSearch();
  const setSearch = useSetSearch<typeof search>();
  const mayExport = useRight("export");
  const mayBring = useRight("coupons");
  const live = useSocketOpen();
  const query = useQuery({
    ...ask(JobsDocument, { after: search.after ?? null, kind: search.kind ?? null }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data } }) => (underWay(data).length > 0 && !live ? FOLLOW_MS : POLL_MS),
  });
  const columns = useColumns();
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <SettingsPlaces at="jobs" />
      {mayExport && <StartExport />}
      {mayBring && (
        <Button component={Link} to="/settings/jobs/codes" variant="default" mb="md">
          {text.bring}
        </Button>
      )}
      {underWay(query.data)
        .slice(0, MOST_FOLLOWED)
        .map((id) => (
          <FollowJob key={id} id={id} />
        ))}
      <Answer query={query}>
        {({ jobs }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={jobs.edges.map(({ node }) => node)}
            rowId={({ id }) => id}
            search={search}
            onSearch={setSearch}
            pageInfo={jobs.pageInfo}
            forwardsOnly
            filters={
              <ChoiceFilter
                label={text.kind}
                value={search.kind}
                options={JOB_KINDS.map((kind) => ({ value: kind, label: text[kind] }))}
                onChange={(kind) => setSearch(fromTheStart<JobSearch>({ kind }))}
              />
            }
            empty={
              <Empty icon="file" title={text.none}>
                {text.noneHow}
              </Empty>
            }
          />
        )}
      </Answer>
    </>
  );
}

/** The jobs with which something goes on by itself. */
function underWay(data: JobsQuery | undefined): readonly string[] {
  const jobs = data?.jobs.edges.map(({ node }) => node) ?? [];
  return jobs.filter(({ state }) => state === "WAITING" || state === "RUNNING").map(({ id }) => id);
}

function useColumns(): readonly Column<JobRowFragment>[] {
  const text = useTexts(jobsTexts);
  return useMemo(() => {
    const word = (key: string) => (text as unknown as Record<string, string>)[key] ?? key;
    return [
      { id: "at", header: text.at, rowHeader: true, cell: ({ createdAt }) => <Instant at={createdAt} /> },
      {
        id: "kind",
        header: text.kind,
        cell: ({ kind, id }) =>
          kind === "BULK_REFUND" ? (
            <Link to="/gift-cards/refund" search={{ job: id }}>
              {text[kind]}
            </Link>
          ) : (
            text[kind]
          ),
      },
      { id: "subject", header: text.subject, cell: ({ subject }) => (subject ? word(subject) : "–") },
      {
        id: "state",
        header: text.state,
        cell: ({ state, problem }) => (
          <>
            <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>
            {problem && <Text size="sm">{problem}</Text>}
          </>
        ),
      },
      {
        id: "done",
        header: text.done,
        numeric: true,
        cell: ({ done, total, state }) =>
          state === "RUNNING" && total ? (
            text.progress(formatCount(done), formatCount(total))
          ) : (
            <Count of={done} />
          ),
      },
      { id: "failed", header: text.failed, numeric: true, cell: ({ failed }) => <Count of={failed} /> },
      { id: "actions", header: text.actions, cell: (job) => <JobActions of={job} /> },
    ];
  }, [text]);
}
