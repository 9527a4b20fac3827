import { Button } from "@mantine/core";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../Icon.tsx";
import { toast } from "../show/toast.ts";
import type { ColumnMenuProps } from "./ColumnMenu.tsx";
import type { Column } from "./column.ts";
import { csvOf, download } from "./csv.ts";
import classes from "./table.module.css";
import { tableTexts } from "./texts.ts";

/** Loaded when it is wanted: floating panels are no part of the first screen. */
const ColumnMenu = lazy(() => import("./ColumnMenu.tsx").then(({ ColumnMenu }) => ({ default: ColumnMenu })));

interface ToolbarProps<Row> {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  shown: ReadonlySet<string>;
  total: number | null | undefined;
  filters: ReactNode;
  csv: string | (() => void) | undefined;
  onColumns: (cols: string | undefined) => void;
  chosen: number;
  selection: ReactNode;
  onClearSelection: () => void;
}

/** Above a table: filters on the left; how many, which columns, export on the right; actions on chosen rows below. */
export function Toolbar<Row>(props: ToolbarProps<Row>) {
  const text = useTexts(tableTexts);
  const { columns, rows, shown, csv, total } = props;
  const exported = columns.filter(({ id }) => shown.has(id));
  const onCsv = typeof csv === "string" ? () => download(csv, csvOf(exported, rows)) : csv;
  return (
    <>
      <div className={classes.toolbar}>
        <div className={classes.filters}>{props.filters}</div>
        <span role="status" className={classes.count}>
          {total == null ? text.rows(rows.length) : text.total(total)}
        </span>
        <div className={classes.tools}>
          <ColumnChoice columns={columns} shown={shown} onColumns={props.onColumns} />
          {onCsv && (
            <Tool icon="download" onClick={onCsv} disabled={rows.length === 0}>
              {text.csv}
            </Tool>
          )}
          <Tool icon="copy" onClick={() => copyView(text.copied)}>
            {text.copyLink}
          </Tool>
        </div>
      </div>
      {props.chosen > 0 && (
        <div className={classes.chosen}>
          <span role="status">{text.selected(props.chosen)}</span>
          {props.selection}
          <Button size="compact-sm" variant="subtle" onClick={props.onClearSelection}>
            {text.clearSelection}
          </Button>
        </div>
      )}
    </>
  );
}

async function copyView(said: string): Promise<void> {
  await navigator.clipboard.writeText(window.location.href);
  toast(said);
}

function Tool(props: {
  icon: "copy" | "columns" | "download";
  onClick: () => void;
  disabled?: boolean;
  /** Opens a panel that is not here yet. */
  opens?: boolean;
  children: string;
}) {
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-sm"
      className={classes.tool}
      leftSection={<Icon name={props.icon} size={15} />}
      onClick={props.onClick}
      disabled={props.disabled}
      aria-haspopup={props.opens ? "dialog" : undefined}
      aria-expanded={props.opens ? false : undefined}
    >
      {props.children}
    </Button>
  );
}

function ColumnChoice(props: ColumnMenuProps) {
  const text = useTexts(tableTexts);
  const [wanted, setWanted] = useState(false);
  const button = (
    <Tool icon="columns" opens onClick={() => setWanted(true)}>
      {text.columns}
    </Tool>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <ColumnMenu {...props} />
    </Suspense>
  ) : (
    button
  );
}
