import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { Findings } from "./Findings.tsx";
import { History } from "./History.tsx";
import { Plan } from "./Plan.tsx";
import { PublishBox } from "./PublishBox.tsx";
import { PlanDocument, type PlanQuery } from "./queries.graphql.ts";
import { ReviewBox } from "./ReviewBox.tsx";
import classes from "./releases.module.css";
import { releasesTexts } from "./texts.ts";

/** What publishing would change, publishing it, and what was published before. */
export function Releases() {
  const text = useTexts(releasesTexts);
  const query = useQuery({ ...ask(PlanDocument, {}), refetchOnWindowFocus: "always" });
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <Answer query={query}>{({ planRules }) => <Planned answer={planRules} />}</Answer>
      <History />
    </>
  );
}

function Planned({ answer }: { answer: PlanQuery["planRules"] }) {
  const text = useTexts(releasesTexts);
  const { plan } = answer;
  if (!plan) {
    return (
      <Section title={text.errors}>
        <p>{text.errorsWhat}</p>
        <Findings of={answer.diagnostics} />
      </Section>
    );
  }
  if (plan.empty && plan.files.length === 0 && plan.removed.length === 0) {
    return (
      <div className={classes.nothing}>
        <Empty icon="check" title={text.upToDate}>
          {text.upToDateWhat}
        </Empty>
      </div>
    );
  }
  return (
    <>
      <Plan plan={plan} />
      <ReviewBox plan={plan} />
      <PublishBox key={plan.fingerprint} plan={plan} />
    </>
  );
}
