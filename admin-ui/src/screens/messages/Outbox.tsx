import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask, POLL_MS } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { fromTheStart, pageVariables, useSetSearch } from "../../parts/search.ts";
import { Answer } from "../../parts/states/Answer.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { Empty, FilteredEmpty } from "../../parts/states/Empty.tsx";
import { DataTable } from "../../parts/table/DataTable.tsx";
import { ChoiceFilter, TextFilter } from "../../parts/table/Filters.tsx";
import { useRight } from "../../shell/shop.tsx";
import { useMessageColumns } from "./columns.tsx";
import { MessagePlaces } from "./MessagePlaces.tsx";
import classes from "./messages.module.css";
import { MailChannelDocument, MessagesDocument, SendingRulesDocument } from "./queries.graphql.ts";
import { MESSAGE_STATES, type MessageSearch, messagesRoute } from "./screen.ts";
import { messageTexts } from "./texts.ts";

/** Kinds of rules that send messages. */
const SENDERS = new Set(["coupon", "giftcard", "reminder", "list"]);

/** Everything that rules send, with the reason of what was not sent. */
export function Outbox() {
  const text = useTexts(messageTexts);
  const search = messagesRoute.useSearch();
  const setSearch = useSetSearch<MessageSearch>();
  const pii = useRight("pii");
  const filter = {
    state: search.state ?? null,
    orderId: search.q ?? null,
    couponId: search.coupon ?? null,
    rule: search.rule ?? null,
  };
  const query = useQuery({
    ...ask(MessagesDocument, { ...pageVariables(search), filter, pii }),
    refetchInterval: POLL_MS,
  });
  const columns = useMessageColumns();
  return (
    <>
      <PageHeader title={text.title}>{text.lead}</PageHeader>
      <MessagePlaces at="outbox" />
      <MailState />
      {search.coupon && (
        <div className={classes.channel}>
          <Banner
            kind="info"
            action={
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => setSearch(fromTheStart<MessageSearch>({ coupon: undefined }))}
              >
                {text.showAll}
              </Button>
            }
          >
            {text.onlyCoupon}
          </Banner>
        </div>
      )}
      {search.rule && <BackToList name={search.rule} />}
      <Answer query={query}>
        {({ messages }) => (
          <DataTable
            label={text.list}
            columns={columns}
            rows={messages.edges.map(({ node }) => node)}
            rowId={(message) => message.id}
            search={search}
            onSearch={setSearch}
            total={messages.totalCount}
            pageInfo={messages.pageInfo}
            csv="messages.csv"
            filters={<Filters />}
            empty={<Nothing />}
          />
        )}
      </Answer>
    </>
  );
}

/** Whether mails leave at all: a merchant must not believe that they do when they do not. */
function MailState() {
  const text = useTexts(messageTexts);
  const pii = useRight("pii");
  const { data } = useQuery(ask(MailChannelDocument, {}));
  if (data?.shopProfile?.mailChannel !== "INBOX") return null;
  return (
    <div className={classes.channel}>
      <Banner
        action={
          pii && (
            <Button component={Link} to="/messages/inbox" size="compact-sm" variant="default">
              {text.openInbox}
            </Button>
          )
        }
      >
        {text.toInbox}
      </Banner>
    </div>
  );
}

/** What may have sent something: rules and lists by name. */
function useSenders() {
  const { data } = useQuery(ask(SendingRulesDocument, {}));
  return (data?.ruleList ?? []).filter(({ kind }) => SENDERS.has(kind));
}

/** From the messages of a list to its readers and steps. */
function BackToList({ name }: { name: string }) {
  const text = useTexts(messageTexts);
  if (!useSenders().some((rule) => rule.name === name && rule.kind === "list")) return null;
  return (
    <p>
      <Link to="/lists/$list" params={{ list: name }}>
        {text.openList(name)}
      </Link>
    </p>
  );
}

function Filters() {
  const text = useTexts(messageTexts);
  const search = messagesRoute.useSearch();
  const setSearch = useSetSearch<MessageSearch>();
  const names = useSenders().map(({ name }) => name);
  // A rule that is no more, or had another name, may have sent what is shown.
  const rules = search.rule && !names.includes(search.rule) ? [search.rule, ...names] : names;
  return (
    <>
      <TextFilter label={text.search} value={search.q} onChange={(q) => setSearch(fromTheStart({ q }))} />
      <ChoiceFilter
        label={text.state}
        value={search.state}
        options={MESSAGE_STATES.map((value) => ({ value, label: text[value] }))}
        onChange={(state) => setSearch(fromTheStart<MessageSearch>({ state }))}
      />
      <ChoiceFilter
        label={text.rule}
        value={search.rule}
        options={rules.map((name) => ({ value: name, label: name }))}
        onChange={(rule) => setSearch(fromTheStart<MessageSearch>({ rule }))}
      />
    </>
  );
}

function Nothing() {
  const text = useTexts(messageTexts);
  const { q, state, coupon, rule } = messagesRoute.useSearch();
  const setSearch = useSetSearch<MessageSearch>();
  if (!(q ?? state ?? coupon ?? rule)) {
    return (
      <Empty icon="mail" title={text.empty}>
        {text.emptyHow}
      </Empty>
    );
  }
  const none = { q: undefined, state: undefined, coupon: undefined, rule: undefined };
  return <FilteredEmpty title={text.filtered} onClear={() => setSearch(fromTheStart(none))} />;
}
