import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Section } from "../../../parts/detail/Section.tsx";
import { PageHeader } from "../../../parts/PageHeader.tsx";
import { StateBadge } from "../../../parts/show/Badge.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import { kindName } from "../columns.tsx";
import { rulesTexts } from "../texts.ts";
import { FillIn } from "./FillIn.tsx";
import { StartersDocument, type StartersQuery } from "./queries.graphql.ts";
import { newRuleRoute } from "./screen.ts";
import { wizardTexts } from "./texts.ts";
import classes from "./wizard.module.css";

/** From a story to a saved draft: choose, fill in, read back, save. */
export function NewRule() {
  const text = useTexts(wizardTexts);
  const { starter } = newRuleRoute.useSearch();
  const query = useQuery({ ...ask(StartersDocument, {}), staleTime: 60_000 });
  return (
    <>
      <PageHeader
        title={text.title}
        back={{ to: "/rules", label: text.rules }}
        actions={
          starter && (
            <Button component={Link} to="/rules/new" variant="default">
              {text.another}
            </Button>
          )
        }
      >
        {text.lead}
      </PageHeader>
      <Answer query={query}>
        {(data) => {
          // A shop has one block of settings; it is changed where it stands.
          const offered = data.starterRules.filter(({ kind }) => kind !== "shop" || !data.shopBlock);
          const chosen = offered.find(({ name }) => name === starter);
          if (!chosen) return <Stories of={offered} />;
          return (
            <FillIn
              key={chosen.name}
              starter={chosen}
              paths={data.ruleFiles.files.map(({ path }) => path)}
              shop={data.shopBlock}
              names={data.ruleList.map(({ name }) => name)}
            />
          );
        }}
      </Answer>
    </>
  );
}

function Stories({ of }: { of: StartersQuery["starterRules"] }) {
  const text = useTexts(wizardTexts);
  const rules = useTexts(rulesTexts);
  if (of.length === 0) {
    return (
      <Empty icon="rule" title={text.none}>
        {text.noneHow}
      </Empty>
    );
  }
  return (
    <Section title={text.choose}>
      <ul className={classes.stories}>
        {of.map((starter) => (
          <li key={starter.name} className={classes.story}>
            <h3>{starter.title}</h3>
            <StateBadge>{kindName(starter.kind, rules)}</StateBadge>
            <p>{starter.story}</p>
            <Button
              component={Link}
              to="/rules/new"
              search={{ starter: starter.name } as never}
              variant="default"
              aria-label={`${text.chooseThis}: ${starter.title}`}
            >
              {text.chooseThis}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}
