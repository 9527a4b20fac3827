import { Button, Group, SegmentedControl, Stack } from "@mantine/core";
import { useMemo, useState } from "react";
import { texts, useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import classes from "../rule.module.css";
import type { Conflict } from "../useSave.ts";
import type { Workbench } from "../useWorkbench.ts";
import { type Choice, type Hunk, merged, threeWay } from "./merge.ts";

const conflictTexts = texts({
  ja: {
    title: "ほかの変更とまとめる",
    clash: (count: number) =>
      `開いている間に、このファイルは変更されました。同じ場所が変わったところが ${count} か所あります。どちらを残すか選んでください。`,
    clean:
      "開いている間に、このファイルは変更されました。同じ場所の変更はないので、両方の変更をそのまままとめられます。",
    nothingLost: "どちらの変更も、選ぶまで失われません。",
    place: (number: number) => `${number} か所目`,
    yours: "あなたの変更",
    theirs: "ほかの変更",
    base: "元の内容",
    both: "両方(あなた → ほか)",
    nothing: "(なし)",
    settled: (lines: number) => `${lines} 行はそのまま`,
    byYours: "あなたの変更をそのまま",
    byTheirs: "ほかの変更をそのまま",
    done: "エディターに取り込む",
    discard: "自分の変更を捨てて読み込む",
    back: "あとで決める",
  },
  en: {
    title: "Merge with the other change",
    clash: (count) =>
      `This file was changed while you had it open. Both changed the same lines in ${count} ${count === 1 ? "place" : "places"}: choose what to keep.`,
    clean:
      "This file was changed while you had it open. No lines clash, so both changes can be kept as they are.",
    nothingLost: "Nothing is lost until you choose.",
    place: (number) => `Place ${number}`,
    yours: "Yours",
    theirs: "Theirs",
    base: "Before",
    both: "Both (yours, then theirs)",
    nothing: "(nothing)",
    settled: (lines) => `${lines} ${lines === 1 ? "line stays" : "lines stay"}`,
    byYours: "Yours, unchanged",
    byTheirs: "Theirs, unchanged",
    done: "Take into the editor",
    discard: "Drop mine and load theirs",
    back: "Decide later",
  },
});

/** Yours, theirs and what both began from, side by side: one choice per clash, then the result goes into the editor. */
export function ConflictView(props: { bench: Workbench; conflict: Conflict; onDone: () => void }) {
  const text = useTexts(conflictTexts);
  const { bench, conflict } = props;
  const [yours] = useState(() => bench.current());
  const hunks = useMemo(() => threeWay(yours, conflict.base, conflict.theirs), [yours, conflict]);
  const clashes = hunks.filter(({ kind }) => kind === "conflict").length;
  const [choices, setChoices] = useState<readonly (Choice | undefined)[]>([]);
  const open = Array.from({ length: clashes }).filter((_, place) => !choices[place]).length;
  const take = (result: string) => {
    bench.rebase({
      text: bench.base.newlines === "\r\n" ? conflict.theirs.replaceAll("\n", "\r\n") : conflict.theirs,
      sha256: conflict.theirSha256,
      revision: bench.base.revision,
    });
    bench.replace(result);
    props.onDone();
  };
  let number = 0;
  return (
    <Section title={text.title}>
      <Stack gap="md">
        <div role="status">
          {clashes > 0 ? text.clash(clashes) : text.clean} {text.nothingLost}
        </div>
        {hunks.map((hunk, place) => {
          if (hunk.kind === "settled") {
            // biome-ignore lint/suspicious/noArrayIndexKey: the hunks of one conflict never move
            return <Settled key={place} hunk={hunk} />;
          }
          const at = number++;
          return (
            <Clash
              // biome-ignore lint/suspicious/noArrayIndexKey: the hunks of one conflict never move
              key={place}
              number={at + 1}
              hunk={hunk}
              choice={choices[at]}
              onChoose={(choice) =>
                setChoices(
                  Array.from({ length: clashes }, (_, each) => (each === at ? choice : choices[each])),
                )
              }
            />
          );
        })}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={props.onDone}>
            {text.back}
          </Button>
          <Button variant="default" onClick={() => take(conflict.theirs)}>
            {text.discard}
          </Button>
          <Button disabled={open > 0} onClick={() => take(merged(hunks, choices as readonly Choice[]))}>
            {text.done}
          </Button>
        </Group>
      </Stack>
    </Section>
  );
}

function Settled({ hunk }: { hunk: Hunk & { kind: "settled" } }) {
  const text = useTexts(conflictTexts);
  if (hunk.by === "both") return <div className={classes.dim}>{text.settled(hunk.lines.length)}</div>;
  return <Side title={hunk.by === "yours" ? text.byYours : text.byTheirs} lines={hunk.lines} />;
}

function Clash(props: {
  number: number;
  hunk: Hunk & { kind: "conflict" };
  choice: Choice | undefined;
  onChoose: (choice: Choice) => void;
}) {
  const text = useTexts(conflictTexts);
  const { hunk } = props;
  return (
    <div role="group" aria-label={text.place(props.number)} className={classes.clash}>
      <strong>{text.place(props.number)}</strong>
      <div className={classes.sides}>
        <Side title={text.yours} lines={hunk.yours} chosen={props.choice?.includes("yours")} />
        <Side title={text.theirs} lines={hunk.theirs} chosen={props.choice?.includes("theirs")} />
        <Side title={text.base} lines={hunk.base} chosen={props.choice === "base"} />
      </div>
      <SegmentedControl
        aria-label={text.place(props.number)}
        value={props.choice ?? ""}
        onChange={(choice) => props.onChoose(choice as Choice)}
        data={[
          { value: "yours", label: text.yours },
          { value: "theirs", label: text.theirs },
          { value: "yours-theirs", label: text.both },
          { value: "base", label: text.base },
        ]}
      />
    </div>
  );
}

function Side({ title, lines, chosen }: { title: string; lines: readonly string[]; chosen?: boolean }) {
  const text = useTexts(conflictTexts);
  return (
    <div className={classes.side} data-chosen={chosen || undefined}>
      <div className={classes.sideTitle}>{title}</div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <pre tabIndex={0}>{lines.join("\n") || text.nothing}</pre>
    </div>
  );
}
