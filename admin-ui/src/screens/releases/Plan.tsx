import { formatCount } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { StateBadge, type Tone } from "../../parts/show/Badge.tsx";
import { Diff } from "../rule/Diff.tsx";
import { Findings, LineLink } from "./Findings.tsx";
import type { PlanOfFragment } from "./queries.graphql.ts";
import classes from "./releases.module.css";
import { releasesTexts } from "./texts.ts";

type Block = PlanOfFragment["blocks"][number];

const TONES: Readonly<Record<Block["change"], Tone>> = {
  ADDED: "good",
  REMOVED: "bad",
  RENAMED: "info",
  CHANGED: "warn",
  AFFECTED: "plain",
};

/** The plan in people's words: what changes, what it means for promises, whether the tests pass. */
export function Plan({ plan }: { plan: PlanOfFragment }) {
  const text = useTexts(releasesTexts);
  return (
    <>
      <Section title={text.plan}>
        <p className={classes.dim}>
          {plan.base === null ? text.firstOne(plan.revision) : text.drift(plan.revision, plan.base)}
        </p>
        {plan.empty && <p>{text.textOnlyTitle}</p>}
        <ul className={classes.changes}>
          {plan.blocks.map((block) => (
            <li key={`${block.kind} ${block.name}`} className={classes.change}>
              <Change block={block} />
            </li>
          ))}
          {plan.templates.map(({ change, name, locale }) => (
            <li key={`${name} ${locale}`} className={classes.change}>
              <StateBadge tone={TONES[change]}>{text[change]}</StateBadge> {text.template(name, locale)}
            </li>
          ))}
        </ul>
        {plan.textOnly.length > 0 && <p className={classes.dim}>{text.textOnly(plan.textOnly.join(", "))}</p>}
        {plan.files.length > 0 && (
          <details>
            <summary>{text.asText}</summary>
            {plan.files.map(({ path, diff }) => (
              <div key={path}>
                <strong>{path}</strong>
                <Diff of={diff} label={path} />
              </div>
            ))}
          </details>
        )}
      </Section>
      <Section title={text.effects}>
        <Effects of={plan.effects} />
      </Section>
      {plan.diagnostics.length > 0 && (
        <Section title={text.warnings}>
          <Findings of={plan.diagnostics} />
        </Section>
      )}
      <Section title={text.tests}>
        <Tests plan={plan} />
      </Section>
    </>
  );
}

function Change({ block }: { block: Block }) {
  const text = useTexts(releasesTexts);
  const kind = (text as Readonly<Record<string, unknown>>)[block.kind]?.toString() ?? block.kind;
  return (
    <>
      <div className={classes.changeHead}>
        <StateBadge tone={TONES[block.change]}>{text[block.change]}</StateBadge>
        <strong>
          {kind}
          {block.name && ` ${block.name}`}
        </strong>
        {block.former && <span>{text.wasCalled(block.former)}</span>}
        {block.because.length > 0 && <span>{text.because(block.because.join(", "))}</span>}
        {block.line > 0 && <LineLink file={block.file} line={block.line} />}
      </div>
      {block.lines.length > 0 && (
        <table className={classes.lines}>
          <thead>
            <tr>
              <th scope="col">{text.setting}</th>
              <th scope="col">{text.now}</th>
              <th scope="col">{text.afterwards}</th>
            </tr>
          </thead>
          <tbody>
            {block.lines.map((line) => (
              <tr key={`${line.label} ${line.old} ${line.new}`}>
                <th scope="row">
                  {line.title}{" "}
                  {line.title !== line.label && <code className={classes.word}>{line.label}</code>}
                </th>
                <td>{line.old === null ? text.nothing : <del>{line.old}</del>}</td>
                <td>{line.new === null ? text.nothing : <ins>{line.new}</ins>}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

function Effects({ of }: { of: PlanOfFragment["effects"] }) {
  const text = useTexts(releasesTexts);
  if (of.length === 0) return <p>{text.noEffects}</p>;
  return (
    <ul className={classes.plainList}>
      {of.map((effect) => (
        <li key={effect.rule}>
          <strong>{effect.rule}</strong>{" "}
          {[
            effect.coupons > 0 && text.coupons(formatCount(effect.coupons)),
            effect.coupons > 0 &&
              (effect.following > 0 ? text.following(formatCount(effect.following)) : text.frozen),
            effect.messages > 0 && text.messages(formatCount(effect.messages)),
            effect.targetsBefore !== null &&
              effect.targetsAfter !== null &&
              text.targets(effect.targetsBefore, effect.targetsAfter),
          ]
            .filter(Boolean)
            .join(" ")}
        </li>
      ))}
    </ul>
  );
}

function Tests({ plan }: { plan: PlanOfFragment }) {
  const text = useTexts(releasesTexts);
  if (plan.tests.length === 0) return <p>{text.noTests}</p>;
  if (plan.failed === 0) return <p>{text.testsPass(plan.tests.length)}</p>;
  return (
    <>
      <p className={classes.bad}>{text.testsFail(plan.failed, plan.tests.length)}</p>
      <ul className={classes.changes}>
        {plan.tests
          .filter(({ passed }) => !passed)
          .map((test) => (
            <li key={`${test.file} ${test.line}`} className={classes.change}>
              <div className={classes.changeHead}>
                <strong>{test.name}</strong>
                <LineLink file={test.file} line={test.line} />
              </div>
              <ul className={classes.plainList}>
                {test.failures.map((failure) => (
                  <li key={failure.line}>
                    <LineLink file={test.file} line={failure.line} />{" "}
                    {text.expected(failure.expected, failure.got)}
                  </li>
                ))}
              </ul>
            </li>
          ))}
      </ul>
    </>
  );
}
