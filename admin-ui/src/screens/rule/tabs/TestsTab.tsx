import { Button } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { StateBadge } from "../../../parts/show/Badge.tsx";
import { Instant } from "../../../parts/show/values.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import { PlayTestsDocument, type PlayTestsQuery } from "../queries.graphql.ts";
import classes from "../rule.module.css";
import type { Workbench } from "../useWorkbench.ts";
import { tabTexts } from "./texts.ts";

type Test = PlayTestsQuery["testRules"]["tests"][number];

/** Plays the tests of the text as it is now, saved or not. */
export function TestsTab({ bench, onLine }: { bench: Workbench; onLine: (line: number) => void }) {
  const text = useTexts(tabTexts);
  const query = useQuery({
    ...ask(PlayTestsDocument, { draft: { path: bench.path, text: bench.text } }),
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
  return (
    <div className={classes.tab}>
      <div className={classes.bar}>
        <span className={classes.hint}>{text.clock}</span>
        <Button variant="default" loading={query.isFetching} onClick={() => query.refetch()}>
          {query.data ? text.again : text.run}
        </Button>
      </div>
      <Answer query={query}>
        {({ testRules }) => <Tests answer={testRules} path={bench.path} onLine={onLine} />}
      </Answer>
    </div>
  );
}

function Tests(props: { answer: PlayTestsQuery["testRules"]; path: string; onLine: (line: number) => void }) {
  const text = useTexts(tabTexts);
  const { tests, errors } = props.answer;
  if (errors.length > 0) return <Banner kind="bad">{text.refused}</Banner>;
  const own = tests.filter(({ file }) => file === props.path);
  const others = tests.filter(({ file }) => file !== props.path);
  return (
    <>
      {own.length === 0 ? (
        <Empty icon="flask" title={text.noTests}>
          {text.noTestsHow}
        </Empty>
      ) : (
        <p role="status">{text.summary(own.filter(({ passed }) => passed).length, own.length)}</p>
      )}
      <ul className={classes.tests}>
        {own.map((test) => (
          <li key={`${test.line} ${test.name}`} className={classes.test}>
            <TestRow test={test} onLine={props.onLine} />
          </li>
        ))}
      </ul>
      {others.length > 0 && (
        <p className={classes.dim}>
          {text.others(others.length, others.filter(({ passed }) => !passed).length)}
        </p>
      )}
    </>
  );
}

function TestRow({ test, onLine }: { test: Test; onLine: (line: number) => void }) {
  const text = useTexts(tabTexts);
  return (
    <>
      <div className={classes.testHead}>
        <StateBadge tone={test.passed ? "good" : "bad"}>{test.passed ? text.passed : text.failed}</StateBadge>
        <strong>{test.name}</strong>
        <Button size="compact-sm" variant="subtle" onClick={() => onLine(test.line)}>
          {text.toLine(test.line)}
        </Button>
      </div>
      {test.failures.map((failure) => (
        <div key={failure.line} className={classes.failure}>
          <Button size="compact-sm" variant="subtle" onClick={() => onLine(failure.line)}>
            {text.toLine(failure.line)}
          </Button>
          <dl>
            <dt>{text.expected}</dt>
            <dd>{failure.expected}</dd>
            <dt>{text.got}</dt>
            <dd>{failure.got}</dd>
          </dl>
        </div>
      ))}
      {test.timeline.length > 0 && (
        <details open={!test.passed}>
          <summary>{text.timeline}</summary>
          <ol className={classes.timeline}>
            {test.timeline.map((step, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the steps of one run never move
              <li key={place}>
                <Instant at={step.at} /> {step.text}
              </li>
            ))}
          </ol>
        </details>
      )}
    </>
  );
}
