import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ask, POLL_MS } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { pageVariables, useSetSearch } from "../../parts/search.ts";
import { Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { Pager } from "../../parts/table/Pager.tsx";
import { MessagePlaces } from "./MessagePlaces.tsx";
import classes from "./messages.module.css";
import { InboxDocument, type InboxQuery } from "./queries.graphql.ts";
import { type InboxSearch, inboxRoute } from "./screen.ts";
import { messageTexts } from "./texts.ts";

type Mail = InboxQuery["inbox"]["edges"][number]["node"];

const PAGE = 25;

/** Mails as customers would have got them. */
export function Inbox() {
  const text = useTexts(messageTexts);
  const search = inboxRoute.useSearch();
  const setSearch = useSetSearch<InboxSearch>();
  const query = useQuery({ ...ask(InboxDocument, pageVariables(search, PAGE)), refetchInterval: POLL_MS });
  return (
    <>
      <PageHeader title={text.inboxTitle}>{text.inboxLead}</PageHeader>
      <MessagePlaces at="inbox" />
      <Answer query={query}>
        {({ inbox }) =>
          inbox.edges.length === 0 ? (
            <Empty icon="mail" title={text.inboxEmpty}>
              {text.inboxEmptyHow}
            </Empty>
          ) : (
            <div className={classes.inbox}>
              <div>
                <Mails mails={inbox.edges.map(({ node }) => node)} />
                <Pager of={inbox.pageInfo} search={search} onMove={(patch) => setSearch(patch, true)} />
              </div>
              <Opened mails={inbox.edges.map(({ node }) => node)} open={search.mail} />
            </div>
          )
        }
      </Answer>
    </>
  );
}

function Mails({ mails }: { mails: readonly Mail[] }) {
  const text = useTexts(messageTexts);
  return (
    <ul className={classes.mails} aria-label={text.mails}>
      {mails.map(({ id, subject, recipient, at }) => (
        <li key={id}>
          <Link
            to="/messages/inbox"
            search={(before: InboxSearch) => ({ ...before, mail: id })}
            resetScroll={false}
          >
            <span className={classes.mailSubject}>{subject || text.noSubject}</span>
            <span className={classes.mailFrom}>
              <span>{recipient}</span>
              <Instant at={at} />
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

function Opened({ mails, open }: { mails: readonly Mail[]; open: string | undefined }) {
  const text = useTexts(messageTexts);
  if (!open) return <Empty icon="mail" title={text.choose} />;
  const mail = mails.find(({ id }) => id === open);
  return mail ? <Letter key={mail.id} of={mail} /> : <Empty icon="mail" title={text.gone} />;
}

function Letter({ of: { id, subject, recipient, at, text: plain, html } }: { of: Mail }) {
  const text = useTexts(messageTexts);
  const [part, setPart] = useState(html ? "html" : "text");
  return (
    <Section title={subject || text.noSubject}>
      <Facts
        of={[
          [text.to, recipient],
          [text.at, <Instant key="at" at={at} />],
        ]}
      />
      <SegmentedControl
        mt="md"
        size="xs"
        aria-label={text.body}
        value={part}
        onChange={setPart}
        data={[
          { value: "html", label: text.html, disabled: !html },
          { value: "text", label: text.text },
        ]}
      />
      {part === "html" ? (
        // An empty sandbox: no script, no form, an origin of its own (SEC22); the page has a strict policy besides.
        <iframe className={classes.frame} title={text.htmlFrame} sandbox="" src={`/inbox/${id}/html`} />
      ) : (
        <pre className={classes.plain}>{plain}</pre>
      )}
    </Section>
  );
}
