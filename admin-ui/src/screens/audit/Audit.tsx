import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { ask } from "../../api/query.ts";
import { useLocale } from "../../i18n/locale.ts";
import { useTexts } from "../../i18n/texts.ts";
import { dayAfter, instantOf } from "../../i18n/zone.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { fromTheStart, pageVariables, useSetSearch } from "../../parts/search.ts";
import { Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import type { Column } from "../../parts/table/column.ts";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { DayFilter } from "../../parts/table/DayFilter.tsx";
import { ChoiceFilter, TextFilter } from "../../parts/table/Filters.tsx";
import { useShop } from "../../shell/shop.tsx";
import { ACTIONS, actionName, detailName } from "./actions.ts";
import classes from "./audit.module.css";
import { AuditDocument, type AuditQuery } from "./queries.graphql.ts";
import { type AuditSearch, auditRoute } from "./screen.ts";
import { auditTexts } from "./texts.ts";
import { Verify } from "./Verify.tsx";

type Entry = AuditQuery["audit"]["edges"][number]["node"];

const WORDS = ["staff", "token", "cli", "timer", "system"] as const;

/** Every change of state, who made it, and whether the log itself is whole (SEC34). */
export function Audit() {
  const text = useTexts(auditTexts);
  const { timeZone } = useShop();
  const search = auditRoute.useSearch();
  const setSearch = useSetSearch<AuditSearch>();
  const filter = {
    subject: search.q ?? null,
    actor: search.actor ?? null,
    action: search.action ?? null,
    since: search.since ? instantOf(search.since, timeZone) : null,
    until: search.until ? instantOf(dayAfter(search.until), timeZone) : null,
  };
  const query = useQuery(ask(AuditDocument, { filter, ...pageVariables(search) }));
  const columns = useColumns();
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <Verify />
      <Answer query={query}>
        {({ audit }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={audit.edges.map(({ node }) => node)}
            rowId={(entry) => String(entry.number)}
            search={search}
            onSearch={setSearch}
            pageInfo={audit.pageInfo}
            csv="audit.csv"
            filters={<Filters />}
            empty={<Nothing />}
          />
        )}
      </Answer>
    </>
  );
}

function Filters() {
  const text = useTexts(auditTexts);
  const locale = useLocale();
  const search = auditRoute.useSearch();
  const setSearch = useSetSearch<AuditSearch>();
  const change = (patch: Partial<AuditSearch>) => setSearch(fromTheStart(patch));
  return (
    <>
      <TextFilter label={text.search} value={search.q} onChange={(q) => change({ q })} />
      <TextFilter label={text.actor} value={search.actor} onChange={(actor) => change({ actor })} />
      <ChoiceFilter
        label={text.action}
        value={search.action}
        options={Object.keys(ACTIONS).map((value) => ({ value, label: actionName(value, locale) }))}
        onChange={(action) => change({ action })}
      />
      <DayFilter label={text.since} value={search.since} onChange={(since) => change({ since })} />
      <DayFilter label={text.until} value={search.until} onChange={(until) => change({ until })} />
    </>
  );
}

function Nothing() {
  const text = useTexts(auditTexts);
  const { q, actor, action, since, until } = auditRoute.useSearch();
  const setSearch = useSetSearch<AuditSearch>();
  if (!(q ?? actor ?? action ?? since ?? until)) {
    return (
      <Empty icon="shield" title={text.empty}>
        {text.emptyHow}
      </Empty>
    );
  }
  const none = { q: undefined, actor: undefined, action: undefined, since: undefined, until: undefined };
  return <FilteredEmpty title={text.filtered} onClear={() => setSearch(fromTheStart(none))} />;
}

function useColumns(): readonly Column<Entry>[] {
  const text = useTexts(auditTexts);
  const locale = useLocale();
  return useMemo(() => {
    const kind = (word: string) => {
      const known = WORDS.find((each) => each === word);
      return known ? text[known] : word;
    };
    const details = ({ detail }: Entry) =>
      detail.map(({ name, value }) => `${detailName(name, locale)}: ${value}`).join("; ");
    return [
      {
        id: "number",
        header: text.number,
        numeric: true,
        value: ({ number }) => number,
        cell: ({ number }) => number,
      },
      { id: "at", header: text.at, value: ({ at }) => at, cell: ({ at }) => <Instant at={at} /> },
      {
        id: "action",
        header: text.action,
        rowHeader: true,
        value: ({ action }) => actionName(action, locale),
        cell: ({ action }) => actionName(action, locale),
      },
      {
        id: "actor",
        header: text.actor,
        value: ({ actorName, actorId }) => `${actorName} ${actorId}`,
        cell: ({ actorName, actorKind, actorId }) => (
          <>
            {actorName}
            <div className={classes.id}>
              {kind(actorKind)} {actorId}
            </div>
          </>
        ),
      },
      {
        id: "subject",
        header: text.subject,
        value: ({ subject }) => subject,
        cell: ({ subject }) => <span className={classes.id}>{subject || "–"}</span>,
      },
      {
        id: "detail",
        header: text.detail,
        value: details,
        cell: ({ detail }) => (
          <dl className={classes.details}>
            {detail.map(({ name, value }) => (
              <div key={name}>
                <dt>{detailName(name, locale)}</dt>
                <dd>{value || "–"}</dd>
              </div>
            ))}
          </dl>
        ),
      },
      { id: "ip", header: text.ip, optional: true, value: ({ ip }) => ip, cell: ({ ip }) => ip || "–" },
    ];
  }, [text, locale]);
}
