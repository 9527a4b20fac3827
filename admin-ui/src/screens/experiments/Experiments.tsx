import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../api/query.ts";
import { formatCount } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { ExperimentsDocument, type ExperimentsQuery } from "./queries.graphql.ts";
import { experimentsTexts } from "./texts.ts";
import { toneOf } from "./tones.ts";

/** The experiments of the live rules, each with what can be said of it so far. */
export function Experiments() {
  const text = useTexts(experimentsTexts);
  const query = useQuery(ask(ExperimentsDocument, {}));
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <Answer query={query}>
        {({ experiments }) =>
          experiments.length === 0 ? (
            <Empty icon="chart" title={text.none}>
              {text.noneHow}
            </Empty>
          ) : (
            experiments.map((one) => <Box key={one.name} of={one} />)
          )
        }
      </Answer>
    </>
  );
}

function Box({ of }: { of: ExperimentsQuery["experiments"][number] }) {
  const text = useTexts(experimentsTexts);
  const units = of.arms.reduce((total, arm) => total + arm.units, 0);
  return (
    <Section title={of.name} actions={<StateBadge tone={toneOf(of.verdict)}>{text[of.verdict]}</StateBadge>}>
      {of.daysLeft !== null && <div>{text.days(formatCount(of.daysLeft))}</div>}
      <Facts
        of={[
          [text.ends, of.endsAt ? <Instant key="ends" at={of.endsAt} /> : text.noEnd],
          [text.units, text.unitsOf(formatCount(units))],
          [text.rules, of.rules.join(", ")],
        ]}
      />
      <Link to="/experiments/$name" params={{ name: of.name }}>
        {text[of.phase]}: {of.name}
      </Link>
    </Section>
  );
}
