import { Stack, Table } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Amount, Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Empty } from "../../parts/states/Empty.tsx";
import { useReason } from "../messages/reason.ts";
import { messageTexts } from "../messages/texts.ts";
import { CartDocument, type CartQuery } from "./queries.graphql.ts";
import { cartTexts } from "./texts.ts";

type Cart = NonNullable<CartQuery["cart"]>;

/** One cart: what was in it, when what happened, and every reminder with its reason when it was not sent. */
export function Detail({ id, onClose }: { id: string; onClose: () => void }) {
  const text = useTexts(cartTexts);
  const query = useQuery(ask(CartDocument, { id }));
  return (
    <Dialog opened onClose={onClose} title={text.detailsTitle}>
      <Answer query={query}>
        {({ cart }) => (cart ? <Story of={cart} /> : <Empty icon="cart" title={text.filtered} />)}
      </Answer>
    </Dialog>
  );
}

function Story({ of: cart }: { of: Cart }) {
  const text = useTexts(cartTexts);
  return (
    <Stack gap="md">
      <Facts
        of={[
          [text.state, text[cart.state]],
          [text.left, cart.left && text[cart.left]],
          [text.seenAt, <Instant key="seen" at={cart.seenAt} />],
          [text.remindedAt, <Instant key="reminded" at={cart.remindedAt} />],
          [text.clickedAt, <Instant key="clicked" at={cart.clickedAt} />],
          [text.nextLookAt, <Instant key="next" at={cart.nextLookAt} />],
          [
            text.order,
            cart.orderExternalId && (
              <Link key="order" to="/orders/$orderId" params={{ orderId: cart.orderExternalId }}>
                {cart.orderExternalId}
              </Link>
            ),
          ],
          [text.adUrl, cart.adUrl || null],
        ]}
      />
      <Table>
        <Table.Tbody>
          {cart.lines.map(({ sku, quantity, unitPrice }) => (
            <Table.Tr key={sku}>
              <Table.Th scope="row">{sku}</Table.Th>
              <Table.Td>× {quantity}</Table.Td>
              <Table.Td>
                <Amount of={unitPrice} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Messages of={cart} />
    </Stack>
  );
}

function Messages({ of: { messages } }: { of: Cart }) {
  const text = useTexts(cartTexts);
  const outbox = useTexts(messageTexts);
  const said = useReason();
  if (messages.length === 0) return <div>{text.noMessages}</div>;
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{text.messages}</Table.Th>
          <Table.Th scope="col">{text.state}</Table.Th>
          <Table.Th scope="col">{outbox.due}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {messages.map((message) => (
          <Table.Tr key={message.id}>
            <Table.Th scope="row">{message.template}</Table.Th>
            <Table.Td>
              {outbox[message.state]} {said(message.reason)}
            </Table.Td>
            <Table.Td>
              <Instant at={message.sentAt ?? message.due} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
