import { Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import classes from "./lists.module.css";
import { SentToListsDocument, type SentToListsQuery } from "./queries.graphql.ts";
import { listTexts } from "./texts.ts";

type SentMessage = SentToListsQuery["listMessages"]["edges"][number]["node"];

/** What staff wrote to lists last (S2.3, S2.15). */
export function Sent() {
  const text = useTexts(listTexts);
  const query = useQuery(ask(SentToListsDocument, {}));
  return (
    <div className={classes.below}>
      <Section title={text.sent}>
        <Answer query={query}>
          {({ listMessages: { edges } }) =>
            edges.length === 0 ? text.sentNone : <Rows of={edges.map(({ node }) => node)} />
          }
        </Answer>
      </Section>
    </div>
  );
}

function Rows({ of }: { of: readonly SentMessage[] }) {
  const text = useTexts(listTexts);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: keys must be able to scroll it
    <section className={classes.wide} aria-label={text.sent} tabIndex={0}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{text.message}</Table.Th>
            <Table.Th scope="col">{text.name}</Table.Th>
            <Table.Th scope="col">{text.channel}</Table.Th>
            <Table.Th scope="col">{text.sentAt}</Table.Th>
            <Table.Th scope="col">{text.by}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {of.map((one) => (
            <Table.Tr key={one.id}>
              <Table.Th scope="row">{one.subject || one.text.slice(0, 40)}</Table.Th>
              <Table.Td>
                <Link to="/lists/$list" params={{ list: one.list }}>
                  {one.list}
                </Link>
              </Table.Td>
              <Table.Td>{text[one.channel]}</Table.Td>
              <Table.Td>
                <Instant at={one.createdAt} />
              </Table.Td>
              <Table.Td>{one.createdBy}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
