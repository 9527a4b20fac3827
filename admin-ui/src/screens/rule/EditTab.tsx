import { Button, SegmentedControl, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { FormPane } from "./form/FormPane.tsx";
import { useShopNames } from "./names.ts";
import { Problems } from "./Problems.tsx";
import type { OpenFileQuery } from "./queries.graphql.ts";
import classes from "./rule.module.css";
import { ruleRoute } from "./screen.ts";
import { TextPane } from "./text/TextPane.tsx";
import { ruleTexts } from "./texts.ts";
import type { Workbench } from "./useWorkbench.ts";

type Pane = "text" | "form";

/** The text and its form side by side; on a narrow screen one of them at a time. */
export function EditTab(props: {
  bench: Workbench;
  file: NonNullable<OpenFileQuery["ruleFile"]>;
  rules: boolean;
  readOnly: boolean;
  onSave: () => void;
}) {
  const text = useTexts(ruleTexts);
  const { bench, file, rules, readOnly } = props;
  const search = ruleRoute.useSearch();
  const narrow = useMediaQuery("(max-width: 56.25em)", false, { getInitialValueInEffect: false });
  const [pane, setPane] = useState<Pane>("form");
  const names = useShopNames();
  const [begin] = useState(() => beginning(bench.text, file, search));
  const toText = (from: number, to: number) => {
    setPane("text");
    requestAnimationFrame(() => bench.show(from, to));
  };
  return (
    <div>
      <div className={classes.bar}>
        {rules && narrow && (
          <SegmentedControl
            aria-label={text.panes}
            value={pane}
            onChange={(next) => setPane(next as Pane)}
            data={[
              { value: "form", label: text.formPane },
              { value: "text", label: text.textPane },
            ]}
          />
        )}
        <span className={classes.hint}>{text.hint}</span>
        {rules && !readOnly && (
          <Tooltip label={text.formatKeys}>
            <Button variant="default" size="compact-md" onClick={bench.format}>
              {text.format}
            </Button>
          </Tooltip>
        )}
      </div>
      <div className={classes.panes} data-single={!rules || narrow || undefined}>
        <section
          className={classes.pane}
          aria-label={text.textPane}
          hidden={rules && narrow && pane !== "text"}
        >
          <TextPane
            label={text.editor(file.path)}
            text={bench.text}
            begin={begin}
            readOnly={readOnly}
            rules={rules}
            mixedNewlines={bench.base.newlines === "mixed"}
            names={() => names}
            lint={bench.lint}
            onSave={props.onSave}
            onFormat={bench.format}
            onView={(view) => {
              bench.view.current = view;
            }}
            onText={bench.setText}
            onCursor={bench.setCursor}
          />
        </section>
        {rules && (
          <section className={classes.pane} aria-label={text.formPane} hidden={narrow && pane !== "form"}>
            <FormPane bench={bench} names={names} readOnly={readOnly} onText={toText} />
          </section>
        )}
      </div>
      {rules && <Problems bench={bench} onText={toText} />}
    </div>
  );
}

function beginning(
  text: string,
  file: NonNullable<OpenFileQuery["ruleFile"]>,
  search: { rule?: string; line?: number },
): number {
  const line = search.line ?? file.blocks.find(({ name }) => name === search.rule)?.line ?? 1;
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((sum, one) => sum + one.length + 1, 0);
}
