import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useMemo } from "react";
import { Sparkline } from "../../charts/Sparkline.tsx";
import { formatCount } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import { Amount, Day } from "../../parts/show/values.tsx";
import type { Column } from "../../parts/table/column.ts";
import { useRight } from "../../shell/shop.tsx";
import type { RuleListQuery } from "./queries.graphql.ts";
import classes from "./rules.module.css";
import type { StatusChange } from "./StatusDialog.tsx";
import { rulesTexts } from "./texts.ts";

/** Comes a moment after the table: floating panels are no part of the first screen. */
const Reasons = lazy(() => import("./Reasons.tsx").then(({ Reasons }) => ({ default: Reasons })));

export type RuleRow = RuleListQuery["ruleList"][number];
type RulesTexts = ReturnType<typeof useTexts<(typeof rulesTexts)["ja"]>>;

const TONES: Readonly<Record<RuleRow["verdict"], Tone>> = {
  GOOD: "good",
  WATCH: "warn",
  BROKEN: "bad",
  OFF: "plain",
};

/** A kind of rule as people call it; a kind this app does not know by its own word. */
export function kindName(kind: string, text: object): string {
  const key = kind === "list" ? "list-kind" : kind;
  return (text as Readonly<Record<string, string>>)[key] ?? kind;
}

/** The columns of the list of rules. */
export function useRuleColumns(onChange: (change: StatusChange) => void): readonly Column<RuleRow>[] {
  const text = useTexts(rulesTexts);
  const mayPublish = useRight("publish");
  return useMemo(
    () => [
      {
        id: "name",
        header: text.name,
        rowHeader: true,
        value: (row) => row.title || row.name,
        cell: (row) => <RuleName row={row} />,
      },
      {
        id: "kind",
        header: text.kind,
        value: ({ kind }) => kindName(kind, text),
        cell: ({ kind }) => <span className={classes.kind}>{kindName(kind, text)}</span>,
      },
      {
        id: "status",
        header: text.status,
        value: (row) => statusName(row, text),
        cell: (row) => <Status row={row} />,
      },
      {
        id: "figures",
        header: text.figures,
        numeric: true,
        value: (row) => sum(row, "matched"),
        cell: (row) => <Applied row={row} />,
      },
      {
        id: "discount",
        header: text.discount,
        numeric: true,
        optional: true,
        value: (row) => row.days.reduce((total, day) => total + day.discount.amount, 0),
        cell: (row) => <Given row={row} />,
      },
      {
        id: "last",
        header: text.lastMatched,
        value: ({ lastMatched }) => lastMatched,
        cell: ({ lastMatched }) => <Day of={lastMatched} />,
      },
      {
        id: "health",
        header: text.health,
        value: ({ verdict }) => text[verdict],
        cell: (row) => <Health row={row} />,
      },
      {
        id: "priority",
        header: text.priority,
        numeric: true,
        optional: true,
        value: ({ priority }) => priority,
        cell: ({ priority }) => priority,
      },
      { id: "file", header: text.file, optional: true, value: ({ file }) => file, cell: ({ file }) => file },
      ...(mayPublish
        ? [
            {
              id: "actions",
              header: text.actions,
              cell: (row: RuleRow) => <StatusButton row={row} onChange={onChange} />,
            },
          ]
        : []),
    ],
    [text, mayPublish, onChange],
  );
}

function RuleName({ row }: { row: RuleRow }) {
  if (row.edited === "REMOVED") return <span className={classes.name}>{row.title || row.name}</span>;
  return (
    <>
      <Link
        to="/rules/$file"
        params={{ file: row.file }}
        search={{ rule: row.name }}
        className={classes.name}
      >
        {row.title || row.name}
      </Link>
      {row.title && <code className={classes.code}>{row.name}</code>}
    </>
  );
}

const HALTED: ReadonlySet<string> = new Set(["paused", "stopped"]);

function statusName(row: RuleRow, text: RulesTexts): string {
  const status = row.liveStatus ?? "notLive";
  return (text as Readonly<Record<string, unknown>>)[status]?.toString() ?? status;
}

function Status({ row }: { row: RuleRow }) {
  const text = useTexts(rulesTexts);
  const tone: Tone = row.liveStatus === "live" ? "good" : HALTED.has(row.liveStatus ?? "") ? "warn" : "plain";
  return (
    <span className={classes.badges}>
      {row.edited !== "ADDED" && <StateBadge tone={tone}>{statusName(row, text)}</StateBadge>}
      {row.edited && <StateBadge tone="info">{text[row.edited]}</StateBadge>}
    </span>
  );
}

function sum(row: RuleRow, what: "matched" | "issued" | "redeemed"): number {
  return row.days.reduce((total, day) => total + day[what], 0);
}

function Applied({ row }: { row: RuleRow }) {
  const text = useTexts(rulesTexts);
  const total = sum(row, "matched");
  return (
    <span className={classes.applied}>
      {formatCount(total)}
      {total > 0 && (
        <Sparkline values={row.days.map(({ matched }) => matched)} label={text.matched(formatCount(total))} />
      )}
    </span>
  );
}

function Given({ row }: { row: RuleRow }) {
  const currency = row.days[0]?.discount.currency;
  const amount = row.days.reduce((total, { discount }) => total + discount.amount, 0);
  return <Amount of={currency ? { amount, currency } : null} />;
}

function Health({ row }: { row: RuleRow }) {
  const text = useTexts(rulesTexts);
  const [first, ...more] = row.reasons;
  const badge = <StateBadge tone={TONES[row.verdict]}>{text[row.verdict]}</StateBadge>;
  if (!first) return badge;
  const why = <span className={classes.why}>{first.message}</span>;
  return (
    <span className={classes.health}>
      {badge}
      {more.length === 0 ? (
        why
      ) : (
        <Suspense fallback={why}>
          <Reasons all={row.reasons.map(({ message }) => message)}>{why}</Reasons>
        </Suspense>
      )}
    </span>
  );
}

function StatusButton({ row, onChange }: { row: RuleRow; onChange: (change: StatusChange) => void }) {
  const text = useTexts(rulesTexts);
  const to = row.liveStatus === "live" ? "pause" : HALTED.has(row.liveStatus ?? "") ? "resume" : null;
  if (!to) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      aria-label={to === "pause" ? text.pauseOf(row.name) : text.resumeOf(row.name)}
      onClick={() => onChange({ to, rule: row.name, title: row.title || row.name })}
    >
      {text[to]}
    </Button>
  );
}
