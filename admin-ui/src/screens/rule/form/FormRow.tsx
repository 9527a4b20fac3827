import { ActionIcon, Button, Popover } from "@mantine/core";
import { type ReactNode, useId, useState } from "react";
import { useTexts } from "../../../i18n/texts.ts";
import type { ShopNames } from "../names.ts";
import { Prose } from "../Prose.tsx";
import type { FormEditInput } from "../queries.graphql.ts";
import { formTexts } from "../texts.ts";
import { PartControl } from "./controls/PartControl.tsx";
import type { FormLine } from "./FormPane.tsx";
import classes from "./form.module.css";

/** One line of the text as a row: its name, a control for each part, and what else can be done with it. */
export function FormRow(props: {
  line: FormLine;
  /** Words instead of their names: for tests, whose words mean something else there. */
  plain?: boolean;
  /** Shown below the controls: what belongs here. */
  hint?: string;
  names: ShopNames;
  readOnly: boolean;
  here: boolean;
  refused: string | null;
  onEdit: (edit: FormEditInput) => void;
  onFocus?: () => void;
  onBlur?: () => void;
  onText?: () => void;
}) {
  const text = useTexts(formTexts);
  const { line, readOnly } = props;
  const id = useId();
  const title = line.title || line.label || text[line.rawReason ?? "UNREADABLE"];
  return (
    <div
      role="group"
      aria-labelledby={id}
      className={classes.row}
      data-line={line.id}
      data-here={props.here || undefined}
      data-inside={line.inside !== null || undefined}
      onFocus={props.onFocus}
      onBlur={props.onBlur}
    >
      <div className={classes.rowName}>
        <span id={id} className={classes.rowTitle}>
          {title}
        </span>
        {line.label && <code className={classes.word}>{line.label}</code>}
      </div>
      <div className={classes.rowBody}>
        {line.editable ? (
          <div className={classes.parts}>
            {line.parts.map((part) => (
              <PartControl
                key={`${part.index} ${part.type}`}
                part={part}
                title={title}
                label={line.label}
                beside={line.parts}
                plain={props.plain ?? false}
                names={props.names}
                readOnly={readOnly}
                onValue={(value) => props.onEdit({ setPart: { line: line.id, part: part.index, value } })}
              />
            ))}
          </div>
        ) : (
          <div className={classes.raw}>
            <code>{line.value}</code>
            <div className={classes.help}>{text[line.rawReason ?? "IN_PARTS"]}</div>
            {props.onText && (
              <Button size="compact-sm" variant="default" onClick={props.onText}>
                {text.inText}
              </Button>
            )}
          </div>
        )}
        {props.hint && <div className={classes.help}>{props.hint}</div>}
        {line.comment && <div className={classes.comment}>{line.comment}</div>}
        {props.refused && (
          <div role="alert" className={classes.refused}>
            {props.refused}
          </div>
        )}
      </div>
      <div className={classes.rowTools}>
        {line.help && <Help title={title} text={line.help} />}
        <RowMenu {...props} title={title} />
      </div>
    </div>
  );
}

function Help({ title, text }: { title: string; text: string }) {
  const words = useTexts(formTexts);
  return (
    <Popover position="bottom-end" width={320} shadow="md">
      <Popover.Target>
        <ActionIcon variant="subtle" color="dark" aria-label={words.helpFor(title)}>
          ?
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={title}>
        <Prose of={text} />
      </Popover.Dropdown>
    </Popover>
  );
}

function RowMenu(props: {
  line: FormLine;
  title: string;
  readOnly: boolean;
  onEdit: (edit: FormEditInput) => void;
  onText?: () => void;
}) {
  const text = useTexts(formTexts);
  const [open, setOpen] = useState(false);
  const { line, readOnly, onEdit, onText } = props;
  const removable = !readOnly && !line.required;
  const variants = readOnly ? [] : line.variants;
  if (!onText && !removable && variants.length === 0) return null;
  const entry = (label: ReactNode, act: () => void, key?: string) => (
    <Button
      key={key}
      variant="subtle"
      color="dark"
      size="compact-sm"
      fw={400}
      justify="flex-start"
      onClick={() => {
        setOpen(false);
        act();
      }}
    >
      {label}
    </Button>
  );
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="dark"
          aria-label={text.more(props.title)}
          onClick={() => setOpen(!open)}
        >
          ⋯
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.more(props.title)} className={classes.menu}>
        {variants.length > 0 && <div className={classes.menuLabel}>{text.variants}</div>}
        {variants.map((value) =>
          entry(
            <code>{`${line.label} ${value}`}</code>,
            () => onEdit({ setValue: { line: line.id, value } }),
            value,
          ),
        )}
        {onText && entry(text.toText, onText)}
        {removable && entry(text.remove, () => onEdit({ remove: line.id }))}
      </Popover.Dropdown>
    </Popover>
  );
}
