import { Select } from "@mantine/core";
import { Fragment, type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { useTexts } from "../../../i18n/texts.ts";
import { toastFailure } from "../../../parts/show/toast.ts";
import type { ShopNames } from "../names.ts";
import { Prose } from "../Prose.tsx";
import type { FormEditInput, FormFragment } from "../queries.graphql.ts";
import { formTexts } from "../texts.ts";
import type { Workbench } from "../useWorkbench.ts";
import { AddLine } from "./AddLine.tsx";
import { FormRow } from "./FormRow.tsx";
import classes from "./form.module.css";
import { groupsOf } from "./groups.ts";
import { RenameButton } from "./RenameButton.tsx";

export type FormBlock = FormFragment["blocks"][number];
export type FormLine = FormFragment["lines"][number];

/** The block at the cursor as a form. Every change goes through the text; nothing is kept here. */
export function FormPane(props: {
  bench: Workbench;
  names: ShopNames;
  readOnly: boolean;
  onText: (from: number, to: number) => void;
}) {
  const text = useTexts(formTexts);
  const { bench, readOnly } = props;
  const form = bench.checked?.form ?? null;
  const box = useRef<HTMLDivElement>(null);
  const [refused, setRefused] = useState<{ at: string; why: string } | null>(null);
  const block = useBlockAt(form, bench);
  const at = bench.fresh ? lineAt(form, block, bench.cursor) : undefined;
  useShownRow(box, at?.id);
  const edit = async (wanted: FormEditInput, id: string) => {
    setRefused(null);
    try {
      const outcome = await bench.edit(wanted);
      if (outcome.refused) setRefused({ at: id, why: outcome.refused });
    } catch (error) {
      toastFailure(error);
    }
  };
  if (!form || !block) {
    return <p className={classes.noForm}>{bench.checked ? text.noBlocks : ""}</p>;
  }
  const lines = form.lines.filter((line) => line.block === block.id);
  const row = (line: FormLine) => (
    <FormRow
      key={line.id}
      line={line}
      plain={block.kind === "test"}
      names={props.names}
      readOnly={readOnly}
      here={line.id === at?.id}
      refused={refused?.at === line.id ? refused.why : null}
      onEdit={(wanted) => edit(wanted, line.id)}
      onFocus={() => bench.fresh && bench.mark({ from: line.fromUtf16, to: line.toUtf16 })}
      onBlur={() => bench.mark(null)}
      onText={() => props.onText(line.fromUtf16, line.toUtf16)}
    />
  );
  return (
    <div ref={box} className={classes.form}>
      <div className={classes.formHead}>
        <Select
          aria-label={text.block}
          className={classes.blockChoice}
          data={form.blocks.map(({ id, title }) => ({ value: id, label: title }))}
          value={block.id}
          searchable={form.blocks.length > 8}
          onChange={(id) => {
            const chosen = form.blocks.find((each) => each.id === id);
            if (chosen) bench.moveTo(chosen.fromUtf16);
          }}
        />
        {!readOnly && block.kind !== "shop" && <RenameButton key={block.id} bench={bench} block={block} />}
      </div>
      <p className={classes.help}>
        <Prose of={block.help} />
      </p>
      {groupsOf(block.kind, lines).map((group) => (
        <Fragment key={group.name}>
          {group.name && <h2 className={classes.group}>{text[group.name]}</h2>}
          {group.lines.map(row)}
        </Fragment>
      ))}
      {!readOnly && (
        <AddLine
          addable={block.addable}
          refused={refused?.at === block.id ? refused.why : null}
          onAdd={(label) => edit({ add: { to: block.id, label } }, block.id)}
        />
      )}
      {!readOnly &&
        lines
          .filter((line) => line.addable.length > 0)
          .map((line) => (
            <AddLine
              key={line.id}
              within={line.title}
              addable={line.addable}
              refused={refused?.at === `${line.id}+` ? refused.why : null}
              onAdd={(label) => edit({ add: { to: line.id, label } }, `${line.id}+`)}
            />
          ))}
    </div>
  );
}

/** The block at the cursor; while the form lags behind the text, the one that was shown. */
function useBlockAt(form: FormFragment | null, bench: Workbench): FormBlock | undefined {
  const [shown, setShown] = useState("");
  const found = useMemo(() => {
    if (!form) return undefined;
    const around = form.blocks.find(
      ({ fromUtf16, toUtf16 }) => fromUtf16 <= bench.cursor && bench.cursor <= toUtf16,
    );
    const next = form.blocks.find(({ fromUtf16 }) => fromUtf16 > bench.cursor);
    const kept = form.blocks.find(({ id }) => id === shown);
    return bench.fresh ? (around ?? kept ?? next ?? form.blocks[0]) : (kept ?? form.blocks[0]);
  }, [form, bench.cursor, bench.fresh, shown]);
  if (found && found.id !== shown) setShown(found.id);
  return found;
}

/** The innermost line around the cursor. */
function lineAt(
  form: FormFragment | null,
  block: FormBlock | undefined,
  cursor: number,
): FormLine | undefined {
  return form?.lines.findLast(
    (line) => line.block === block?.id && line.fromUtf16 <= cursor && cursor <= line.toUtf16,
  );
}

/** Brings the row of the cursor's line into sight, within the form only. */
function useShownRow(box: RefObject<HTMLDivElement | null>, id: string | undefined): void {
  useEffect(() => {
    const pane = box.current;
    const row = id && pane?.querySelector<HTMLElement>(`[data-line="${CSS.escape(id)}"]`);
    if (!pane || !row || pane.contains(document.activeElement)) return;
    const [top, bottom] = [row.offsetTop - pane.offsetTop, row.offsetTop - pane.offsetTop + row.offsetHeight];
    if (top < pane.scrollTop) pane.scrollTop = top;
    else if (bottom > pane.scrollTop + pane.clientHeight) pane.scrollTop = bottom - pane.clientHeight;
  }, [box, id]);
}
