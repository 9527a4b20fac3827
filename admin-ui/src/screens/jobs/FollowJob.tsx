import { useLive } from "../../api/live.ts";
import { queryClient } from "../../api/query.ts";
import { JobFollowedDocument, type JobRowFragment, type JobsQuery } from "./queries.graphql.ts";

/** Rows that are followed at once; a connection holds 10 subscriptions, of which the frame has one. */
export const MOST_FOLLOWED = 8;

/** Keeps the row of a job that is under way as it is now. */
export function FollowJob({ id }: { id: string }) {
  useLive(JobFollowedDocument, { id }, ({ jobProgress }) => jobProgress && putIn(jobProgress));
  return null;
}

function putIn(now: JobRowFragment): void {
  queryClient.setQueriesData<JobsQuery>(
    { queryKey: ["Jobs"] },
    (list) =>
      list && {
        jobs: {
          ...list.jobs,
          edges: list.jobs.edges.map((edge) => (edge.node.id === now.id ? { ...edge, node: now } : edge)),
        },
      },
  );
}
