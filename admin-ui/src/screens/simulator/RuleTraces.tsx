import { type ReactNode, useId } from "react";
import { formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Note } from "../../parts/states/Note.tsx";
import { EditorLink } from "./EditorLink.tsx";
import classes from "./simulator.module.css";
import { TraceLine } from "./TraceLine.tsx";
import { reasonTexts, simulatorTexts } from "./texts.ts";
import type { Played, PlayedRule } from "./usePlayed.ts";

/** Up to so many rules that do not act are shown with all their lines at once. */
const FEW = 8;

interface TracesProps {
  played: Played;
  against: Played | null;
  differences: readonly string[];
  onFillIn: (() => void) | undefined;
}

/** Every rule with what became of each of its lines: first those that decide otherwise, then those that act. */
export function RuleTraces({ played, against, differences, onFillIn }: TracesProps) {
  const text = useTexts(simulatorTexts);
  const differing = new Set(differences);
  const same = played.rules.filter(({ name }) => !differing.has(name));
  const fired = same.filter((rule) => rule.fired);
  const others = same.filter((rule) => !rule.fired);
  if (played.rules.length === 0 && !against?.rules.length) {
    return (
      <Note icon="rule" title={text.noRules}>
        {text.noRulesHow}
      </Note>
    );
  }
  const one = (rule: PlayedRule, open: boolean) => (
    <Rule key={rule.name} rule={rule} open={open} onFillIn={onFillIn} />
  );
  return (
    <>
      {against && differences.length > 0 && (
        <Section title={text.differs}>
          {differences.map((name) => (
            <Differing key={name} name={name} played={played} against={against} onFillIn={onFillIn} />
          ))}
        </Section>
      )}
      <Section title={text.fired(fired.length)}>
        {fired.length === 0 && <p className={classes.hint}>{text.noneFired}</p>}
        {fired.map((rule) => one(rule, true))}
      </Section>
      {others.length > 0 && (
        <Section title={text.notFired(others.length)}>
          {others.map((rule) => one(rule, others.length <= FEW))}
        </Section>
      )}
    </>
  );
}

function Differing(props: { name: string; played: Played; against: Played; onFillIn?: () => void }) {
  const text = useTexts(simulatorTexts);
  const side = (label: string, { rules }: Played): ReactNode => {
    const rule = rules.find(({ name }) => name === props.name);
    return (
      <div>
        <div className={classes.sideName}>{label}</div>
        {rule ? <Rule rule={rule} open onFillIn={props.onFillIn} /> : <p className={classes.hint}>–</p>}
      </div>
    );
  };
  return (
    <div className={classes.differing}>
      {side(text.live, props.against)}
      {side(text.draft, props.played)}
    </div>
  );
}

function Rule({ rule, open, onFillIn }: { rule: PlayedRule; open: boolean; onFillIn?: () => void }) {
  const text = useTexts(simulatorTexts);
  const reasons = useTexts(reasonTexts);
  const id = useId();
  const why = rule.fired ? null : rule.reason && reasons[rule.reason];
  return (
    <article className={classes.rule} aria-labelledby={id}>
      <details open={open}>
        <summary>
          <StateBadge tone={rule.fired ? "good" : "plain"}>
            {rule.fired ? `✓ ${text.applied}` : `✕ ${text.notApplied}`}
          </StateBadge>
          <strong id={id}>{rule.name}</strong>
          {rule.amount.amount > 0 && (
            <span className="numeric">{text.takenOff(formatMoney(rule.amount))}</span>
          )}
          {why && <span className={classes.why}>{why}</span>}
        </summary>
        <ul className={classes.lines}>
          {rule.lines.map((line, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line may be looked at twice
            <TraceLine key={`${line.line}-${place}`} line={line} onFillIn={onFillIn} />
          ))}
        </ul>
        <EditorLink file={rule.file} rule={rule.name} line={rule.line}>
          {`${rule.file}:${rule.line}`}
        </EditorLink>
      </details>
    </article>
  );
}
