import { Button } from "@mantine/core";
import { useMemo } from "react";
import { useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { toastFailure } from "../../parts/show/toast.ts";
import { Instant } from "../../parts/show/values.tsx";
import type { Column } from "../../parts/table/column.ts";
import { TableGrid } from "../../parts/table/TableGrid.tsx";
import { type OwnAccountQuery, SessionRevokeDocument } from "./queries.graphql.ts";
import { accountTexts } from "./texts.ts";

type Session = OwnAccountQuery["sessions"][number];

/** Where one is signed in; a browser that was left behind is signed out from here. */
export function Sessions({ sessions }: { sessions: readonly Session[] }) {
  const text = useTexts(accountTexts);
  const { mutate, isPending } = useAct(SessionRevokeDocument, (result) => result.sessionRevoke, {
    done: text.ended,
  });
  const columns = useMemo<readonly Column<Session>[]>(
    () => [
      {
        id: "browser",
        header: text.browser,
        rowHeader: true,
        cell: ({ browser, current }) => (
          <>
            {browserName(browser) || text.unknown}{" "}
            {current && <StateBadge tone="good">{text.here}</StateBadge>}
          </>
        ),
      },
      { id: "ip", header: text.ip, cell: ({ ip }) => ip || "–" },
      { id: "madeAt", header: text.madeAt, cell: ({ madeAt }) => <Instant at={madeAt} /> },
      { id: "usedAt", header: text.usedAt, cell: ({ usedAt }) => <Instant at={usedAt} /> },
      {
        id: "actions",
        header: text.actions,
        cell: ({ id, current }) =>
          !current && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => mutate({ input: { sessionId: id } }, { onError: toastFailure })}
            >
              {text.end}
            </Button>
          ),
      },
    ],
    [text, mutate],
  );
  return (
    <Section
      title={text.sessions}
      actions={
        sessions.length > 1 && (
          <Button
            size="compact-sm"
            variant="default"
            loading={isPending}
            onClick={() => mutate({ input: {} }, { onError: toastFailure })}
          >
            {text.endOthers}
          </Button>
        )
      }
    >
      <TableGrid
        label={text.sessions}
        columns={columns}
        rows={sessions}
        rowId={({ id }) => id}
        sort={undefined}
        sortable={false}
        onSort={() => undefined}
        selected={undefined}
        onSelect={() => undefined}
      />
    </Section>
  );
}

/** `Firefox · Windows` of what a browser calls itself; that itself where neither is known. */
export function browserName(agent: string): string {
  const name = /(Edg|Firefox|Chrome|Safari)\//.exec(agent)?.[1]?.replace("Edg", "Edge");
  const system = /Windows|Android|iPhone|iPad|Mac OS|Linux/.exec(agent)?.[0]?.replace("Mac OS", "macOS");
  return [name, system].filter(Boolean).join(" · ") || agent.slice(0, 60);
}
