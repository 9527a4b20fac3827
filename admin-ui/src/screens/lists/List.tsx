import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { Count } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { NotFound } from "../../parts/states/NotFound.tsx";
import { useRight } from "../../shell/shop.tsx";
import classes from "./lists.module.css";
import { ProductLinks } from "./ProductLinks.tsx";
import { ListDocument, type ListQuery, ListStepsDocument, RulePlacesDocument } from "./queries.graphql.ts";
import { Readers } from "./Readers.tsx";
import { listRoute } from "./screen.ts";
import { listTexts } from "./texts.ts";

type Found = NonNullable<ListQuery["list"]>;

const Compose = lazy(() => import("./Compose.tsx").then((module) => ({ default: module.Compose })));

/** One list: what fills it, its readers, and a message to all of them (S2.11, S2.16-21). */
export function ListDetail() {
  const text = useTexts(listTexts);
  const { list: name } = listRoute.useParams();
  const mayWrite = useRight("messages");
  const [writing, setWriting] = useState(false);
  const query = useQuery(ask(ListDocument, { name }));
  const list = query.data?.list;
  if (list === null) return <NotFound title={text.noSuch} />;
  return (
    <>
      <PageHeader
        title={list?.title || name}
        back={{ to: "/lists", label: text.title }}
        actions={
          list &&
          mayWrite && (
            <Button leftSection={<Icon name="mail" size={16} />} onClick={() => setWriting(true)}>
              {text.compose}
            </Button>
          )
        }
      >
        {list && text[list.segment]}
      </PageHeader>
      <Answer query={query}>{(data) => data.list && <About of={data.list} />}</Answer>
      {list && <Readers list={name} />}
      {writing && (
        <Suspense>
          <Compose list={name} onClose={() => setWriting(false)} />
        </Suspense>
      )}
    </>
  );
}

function About({ of: { name, skus, rule, readers } }: { of: Found }) {
  const text = useTexts(listTexts);
  return (
    <div className={classes.about}>
      <Section title={text.about}>
        <Facts
          of={[
            [text.active, <Count key="active" of={readers.active} />],
            [text.left, <Count key="left" of={readers.left} />],
            [text.stopped, <Count key="stopped" of={readers.stopped} />],
            [text.products, <ProductLinks key="products" skus={skus} />],
            [
              text.messages,
              <Link key="messages" to="/messages" search={{ rule: name }}>
                {text.toMessages}
              </Link>,
            ],
            [text.rule, rule ? <RuleLink key="rule" name={rule} /> : text.noRule],
          ]}
        />
      </Section>
      {rule && <Plan list={rule} />}
    </div>
  );
}

/** What a reader gets and when, from joining on. */
function Plan({ list }: { list: string }) {
  const text = useTexts(listTexts);
  const query = useQuery(ask(ListStepsDocument, { list }));
  const steps = query.data?.listSteps ?? [];
  if (steps.length === 0) return null;
  return (
    <Section title={text.plan}>
      <ol className={classes.plan}>
        {steps.map((step) => (
          <li key={`${step.template} ${step.text}`}>{step.text}</li>
        ))}
      </ol>
    </Section>
  );
}

function RuleLink({ name }: { name: string }) {
  const { data } = useQuery(ask(RulePlacesDocument, {}));
  const file = data?.ruleList.find((rule) => rule.name === name)?.file;
  if (!file) return <>{name}</>;
  return (
    <Link to="/rules/$file" params={{ file }} search={{ rule: name }}>
      {name}
    </Link>
  );
}
