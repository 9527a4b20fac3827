import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { StateBadge } from "../../../parts/show/Badge.tsx";
import { toast } from "../../../parts/show/toast.ts";
import { Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import { Diff } from "../Diff.tsx";
import { opened } from "../newlines.ts";
import { FileHistoryDocument, type FileHistoryQuery } from "../queries.graphql.ts";
import classes from "../rule.module.css";
import type { Workbench } from "../useWorkbench.ts";
import { tabTexts } from "./texts.ts";

type Version = FileHistoryQuery["ruleFileHistory"][number];

/** The stored versions of the file: who, when, why, and what changed; any can be put back into the editor. */
export function HistoryTab(props: { bench: Workbench; readOnly: boolean; onRestored: () => void }) {
  const text = useTexts(tabTexts);
  const { bench } = props;
  const query = useQuery(ask(FileHistoryDocument, { path: bench.path }));
  const restore = (version: Version) => {
    if (version.text === null) return;
    bench.replace(opened(version.text, bench.base.newlines));
    toast(text.restored);
    props.onRestored();
  };
  return (
    <div className={classes.tab}>
      <Answer query={query}>
        {({ ruleFileHistory }) =>
          ruleFileHistory.length === 0 ? (
            <Empty icon="clock" title={text.noHistory} />
          ) : (
            <ol className={classes.tests} aria-label={text.versions}>
              {ruleFileHistory.map((version) => (
                <li key={version.revision} className={classes.test}>
                  <div className={classes.testHead}>
                    <strong>{text.revision(version.revision)}</strong>
                    <StateBadge tone={version.published ? "good" : "plain"}>
                      {version.published ? text.published : text.draft}
                    </StateBadge>
                    <Instant at={version.createdAt} relative />
                    <span>{version.createdByName}</span>
                    {!props.readOnly && version.text !== null && (
                      <Button size="compact-sm" variant="default" onClick={() => restore(version)}>
                        {text.restore}
                      </Button>
                    )}
                  </div>
                  {version.note && <p>{version.note}</p>}
                  {version.text === null && <p>{text.removed}</p>}
                  <details>
                    <summary>{text.diff(version.revision)}</summary>
                    {version.diff ? (
                      <Diff of={version.diff} label={text.diff(version.revision)} />
                    ) : (
                      <p>{text.noDiff}</p>
                    )}
                  </details>
                </li>
              ))}
            </ol>
          )
        }
      </Answer>
    </div>
  );
}
