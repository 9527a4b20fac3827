import { Button, Title } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { pageVariables, useSetSearch } from "../../../parts/search.ts";
import { StateBadge, type Tone } from "../../../parts/show/Badge.tsx";
import { Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import type { Column } from "../../../parts/table/column.ts";
import { DataTable } from "../../../parts/table/DataTable.tsx";
import { useRight } from "../../../shell/shop.tsx";
import { channelsRoute } from "../screen.ts";
import classes from "./channels.module.css";
import { Decide } from "./Decide.tsx";
import { ResumeRequestsDocument, type ResumeRequestsQuery } from "./queries.graphql.ts";
import { channelTexts } from "./texts.ts";

export type ResumeRequest = ResumeRequestsQuery["resumeRequests"]["edges"][number]["node"];

const PAGE = 20;
const TONES: Readonly<Record<ResumeRequest["state"], Tone>> = {
  REQUESTED: "warn",
  APPROVED: "good",
  REFUSED: "bad",
};

/** How each request stands, the newest first (S2.27). */
export function Requests() {
  const text = useTexts(channelTexts);
  const search = channelsRoute.useSearch();
  const setSearch = useSetSearch<typeof search>();
  const query = useQuery(ask(ResumeRequestsDocument, pageVariables(search, PAGE)));
  const [open, setOpen] = useState<ResumeRequest | null>(null);
  const columns = useColumns(setOpen);
  return (
    <>
      <Title order={2} mb={8}>
        {text.requests}
      </Title>
      <Answer query={query}>
        {({ resumeRequests }) => (
          <DataTable
            label={text.requests}
            columns={columns}
            rows={resumeRequests.edges.map(({ node }) => node)}
            rowId={({ id }) => id}
            search={search}
            onSearch={setSearch}
            pageInfo={resumeRequests.pageInfo}
            empty={
              <Empty icon="mail" title={text.requestsNone}>
                {text.requestsNoneHow}
              </Empty>
            }
          />
        )}
      </Answer>
      {open && <Decide of={open} onClose={() => setOpen(null)} />}
    </>
  );
}

function useColumns(onOpen: (request: ResumeRequest) => void): readonly Column<ResumeRequest>[] {
  const text = useTexts(channelTexts);
  const mayDecide = useRight("settings");
  return useMemo(() => {
    const decide: Column<ResumeRequest> = {
      id: "decide",
      header: text.decide,
      cell: (request) =>
        request.state === "REQUESTED" ? (
          <Button size="compact-xs" variant="default" onClick={() => onOpen(request)}>
            {text.decide}
          </Button>
        ) : (
          "–"
        ),
    };
    const plain = (id: "requestedBy" | "decidedBy" | "note", header: string): Column<ResumeRequest> => ({
      id,
      header,
      value: (request) => request[id],
      cell: (request) => request[id] || "–",
    });
    return [
      {
        id: "content",
        header: text.content,
        rowHeader: true,
        value: ({ content }) => content,
        cell: ({ content }) => <div className={classes.content}>{content}</div>,
      },
      {
        id: "channel",
        header: text.channel,
        value: ({ channel }) => text[channel],
        cell: ({ channel }) => text[channel],
      },
      {
        id: "state",
        header: text.state,
        value: ({ state }) => text[state],
        cell: ({ state }) => <StateBadge tone={TONES[state]}>{text[state]}</StateBadge>,
      },
      { id: "at", header: text.at, value: ({ at }) => at, cell: ({ at }) => <Instant at={at} /> },
      plain("requestedBy", text.by),
      plain("note", text.note),
      {
        id: "decidedAt",
        header: text.decidedAt,
        value: ({ decidedAt }) => decidedAt ?? "",
        cell: ({ decidedAt }) => <Instant at={decidedAt} />,
      },
      plain("decidedBy", text.decidedBy),
      ...(mayDecide ? [decide] : []),
    ];
  }, [text, mayDecide, onOpen]);
}
