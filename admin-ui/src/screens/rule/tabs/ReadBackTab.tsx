import { Button, SegmentedControl } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ask } from "../../../api/query.ts";
import { useLocale } from "../../../i18n/locale.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import { ReadBackDocument } from "../queries.graphql.ts";
import classes from "../rule.module.css";
import type { Workbench } from "../useWorkbench.ts";
import { tabTexts } from "./texts.ts";

/** The rules of the open text in sentences, for who approves them, in either language. */
export function ReadBackTab({ bench, onLine }: { bench: Workbench; onLine: (line: number) => void }) {
  const text = useTexts(tabTexts);
  const locale = useLocale();
  const [language, setLanguage] = useState<string>(locale);
  const query = useQuery({
    ...ask(ReadBackDocument, { draft: { path: bench.path, text: bench.text }, language }),
    placeholderData: keepPreviousData,
  });
  return (
    <div className={classes.tab}>
      <div className={classes.bar}>
        <span className={classes.hint}>{text.readLead}</span>
        <SegmentedControl
          aria-label={text.language}
          value={language}
          onChange={setLanguage}
          data={[
            { value: "ja", label: "日本語" },
            { value: "en", label: "English" },
          ]}
        />
      </div>
      <Answer query={query}>
        {({ describeRules }) =>
          describeRules.length === 0 ? (
            <Empty icon="rule" title={text.noSentences}>
              {text.noSentencesHow}
            </Empty>
          ) : (
            describeRules.map((rule) => (
              <Section
                key={`${rule.kind} ${rule.name}`}
                title={rule.name}
                actions={
                  <Button size="compact-sm" variant="subtle" onClick={() => onLine(rule.line)}>
                    {text.toLine(rule.line)}
                  </Button>
                }
              >
                <p lang={language} className={classes.sentences}>
                  {rule.text}
                </p>
              </Section>
            ))
          )
        }
      </Answer>
    </div>
  );
}
