import { Button, Progress } from "@mantine/core";
import { formatCount } from "../../i18n/format.ts";
import { texts, useTexts } from "../../i18n/texts.ts";
import classes from "../parts.module.css";

const jobTexts = texts({
  ja: {
    of: (done: string, total: string) => `${done} / ${total} 件`,
    failed: (count: string) => `失敗 ${count} 件`,
    cancel: "中止",
  },
  en: {
    of: (done, total) => `${done} of ${total}`,
    failed: (count) => `${count} failed`,
    cancel: "Cancel",
  },
});

/** How far a long job has come; a screen reader is told by the bar's value. */
export function JobProgress(props: {
  label: string;
  done: number;
  total: number;
  failed?: number;
  onCancel?: () => void;
}) {
  const text = useTexts(jobTexts);
  const percent = props.total === 0 ? 0 : Math.floor((100 * props.done) / props.total);
  return (
    <div className={classes.progress}>
      <div className={classes.progressLine}>
        <span>{props.label}</span>
        <span className="numeric">
          {text.of(formatCount(props.done), formatCount(props.total))}
          {props.failed ? ` · ${text.failed(formatCount(props.failed))}` : ""}
        </span>
        {props.onCancel && props.done < props.total && (
          <Button size="compact-sm" variant="default" onClick={props.onCancel}>
            {text.cancel}
          </Button>
        )}
      </div>
      <Progress.Root size="md">
        <Progress.Section value={percent} aria-label={props.label} />
      </Progress.Root>
    </div>
  );
}
