import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ask } from "../../api/query.ts";
import { sureChanges } from "../../dsl/lint.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { Manual } from "./Manual.tsx";
import { Prose } from "./Prose.tsx";
import { ExplainFindingDocument, type FindingFragment } from "./queries.graphql.ts";
import classes from "./rule.module.css";
import { ruleTexts } from "./texts.ts";
import type { Workbench } from "./useWorkbench.ts";

/** All findings as a list, so that nothing is a squiggle only: where, what, what to do, and the fix. */
export function Problems({
  bench,
  onText,
}: {
  bench: Workbench;
  onText: (from: number, to: number) => void;
}) {
  const text = useTexts(ruleTexts);
  const [explained, setExplained] = useState<string | null>(null);
  const { findings, own, path } = bench;
  const errors = findings.filter(({ severity }) => severity === "ERROR").length;
  const view = bench.view.current;
  const sure = view && bench.fresh ? sureChanges(view.state.doc, own).length : 0;
  return (
    <section className={classes.problems} aria-label={text.problems}>
      <div className={classes.problemsHead}>
        <span role="status">
          {!bench.checked
            ? text.checking
            : findings.length === 0
              ? text.noProblems
              : text.problemCount(errors, findings.length - errors)}
        </span>
        {sure > 1 && (
          <Button size="compact-sm" variant="default" onClick={bench.fixAll}>
            {text.fixAll(sure)}
          </Button>
        )}
      </div>
      {bench.unreachable && <Banner>{text.uncheckable}</Banner>}
      <ul className={classes.findings}>
        {findings.map((finding) => (
          <li key={`${finding.code} ${finding.place.file} ${finding.place.fromUtf16} ${finding.message}`}>
            <FindingRow
              finding={finding}
              here={finding.place.file === path}
              onText={() => onText(finding.place.fromUtf16, finding.place.toUtf16)}
              onFix={() => fixOne(bench, finding)}
              onExplain={() => setExplained(finding.code)}
            />
          </li>
        ))}
      </ul>
      <Explanation code={explained} onClose={() => setExplained(null)} />
    </section>
  );
}

function fixOne(bench: Workbench, finding: FindingFragment): void {
  const view = bench.view.current;
  if (!view || !finding.fix || !bench.fresh) return;
  view.dispatch({
    changes: finding.fix.edits.map(({ place, text }) => ({
      from: place.fromUtf16,
      to: place.toUtf16,
      insert: text,
    })),
    userEvent: "input.fix",
  });
}

function FindingRow(props: {
  finding: FindingFragment;
  here: boolean;
  onText: () => void;
  onFix: () => void;
  onExplain: () => void;
}) {
  const text = useTexts(ruleTexts);
  const { code, severity, message, label, help, place, fix } = props.finding;
  const insert = fix?.edits.length === 1 ? fix.edits[0]?.text.trim() : undefined;
  const fixable = fix?.edits.every((edit) => edit.place.file === place.file) && props.here;
  return (
    <div className={classes.finding}>
      <StateBadge tone={severity === "ERROR" ? "bad" : "warn"}>{code}</StateBadge>
      {props.here ? (
        <Button size="compact-sm" variant="subtle" onClick={props.onText}>
          {text.line(place.line)}
        </Button>
      ) : (
        <Button
          component={Link}
          to="/rules/$file"
          params={{ file: place.file } as never}
          search={{ line: place.line } as never}
          size="compact-sm"
          variant="subtle"
        >
          {place.file} {text.line(place.line)}
        </Button>
      )}
      <span className={classes.message}>
        <Prose of={message} />{" "}
        <span className={classes.dim}>
          <Prose of={[label, ...help].filter(Boolean).join(" ")} />
        </span>
      </span>
      {fixable && (
        <Button size="compact-sm" variant="light" onClick={props.onFix}>
          {insert ? text.fixTo(insert) : text.fix}
        </Button>
      )}
      <Button size="compact-sm" variant="subtle" color="dark" fw={500} onClick={props.onExplain}>
        {text.explain}
      </Button>
    </div>
  );
}

function Explanation({ code, onClose }: { code: string | null; onClose: () => void }) {
  const text = useTexts(ruleTexts);
  const [shown, setShown] = useState(code);
  if (code && code !== shown) setShown(code);
  const query = useQuery({ ...ask(ExplainFindingDocument, { code: shown ?? "" }), enabled: code !== null });
  return (
    <Dialog opened={code !== null} onClose={onClose} title={text.explanation(shown ?? "")} size={680}>
      <Answer query={query}>
        {({ explainDiagnostic }) => <Manual markdown={explainDiagnostic ?? ""} />}
      </Answer>
    </Dialog>
  );
}
