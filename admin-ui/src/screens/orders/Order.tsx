import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Columns, Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { Amount, Instant } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { NotFound } from "../../parts/states/NotFound.tsx";
import { useRight } from "../../shell/shop.tsx";
import { Lines } from "./Lines.tsx";
import { OrderBadges } from "./OrderBadges.tsx";
import { OrderDocument, type OrderQuery } from "./queries.graphql.ts";
import { orderRoute } from "./screen.ts";
import { orderTexts } from "./texts.ts";

export type Shown = NonNullable<OrderQuery["order"]>;

/** One order: what was bought, what was taken off and why something was not, what it earned. */
export function OrderDetail() {
  const text = useTexts(orderTexts);
  const { orderId } = orderRoute.useParams();
  const pii = useRight("pii");
  const query = useQuery(ask(OrderDocument, { externalId: orderId, pii }));
  const order = query.data?.order;
  if (order === null) return <NotFound title={text.noSuch} />;
  return (
    <>
      <PageHeader
        title={orderId}
        back={{ to: "/orders", label: text.title }}
        badge={order && <OrderBadges of={order} />}
      />
      <Answer query={query}>
        {() =>
          order && (
            <Columns>
              <div>
                <Section title={text.lines}>
                  <Lines of={order.quote.lines} />
                </Section>
                <Discounts of={order} />
              </div>
              <div>
                <About of={order} />
                <Coupons of={order} />
              </div>
            </Columns>
          )
        }
      </Answer>
    </>
  );
}

function Discounts({ of: { quote } }: { of: Shown }) {
  const text = useTexts(orderTexts);
  return (
    <>
      <Section title={text.discounts}>
        {quote.discounts.length === 0
          ? text.noDiscounts
          : quote.discounts.map(({ rule, code, amount }) => (
              <Facts
                key={`${rule} ${code}`}
                of={[
                  [text.rule, rule],
                  [text.code, code],
                  [text.amount, <Amount key="amount" of={amount} />],
                ]}
              />
            ))}
      </Section>
      {quote.refusals.length > 0 && (
        <Section title={text.refusals}>
          <Facts
            of={quote.refusals.map(({ code, rule, message }) => [code ?? rule ?? "–", message] as const)}
          />
        </Section>
      )}
    </>
  );
}

function About({ of }: { of: Shown }) {
  const text = useTexts(orderTexts);
  const { quote, buyer } = of;
  const stated = of.statedTotal === null ? null : { amount: of.statedTotal, currency: quote.total.currency };
  return (
    <Section title={text.about}>
      <Facts
        of={[
          ...(buyer ? ([[text.buyer, [buyer.name, buyer.email].filter(Boolean).join(" ")]] as const) : []),
          [text.total, <Amount key="total" of={quote.total} />],
          [text.discount, <Amount key="discount" of={quote.discount} />],
          [text.shipping, <Amount key="shipping" of={quote.shipping} />],
          [text.gateway, <Amount key="gateway" of={quote.gatewayTotal} />],
          [text.stated, <Amount key="stated" of={stated} />],
          [text.placedAt, <Instant key="placed" at={of.placedAt} />],
          [text.recordedAt, <Instant key="recorded" at={of.recordedAt} />],
          [text.revision, text.rev(of.revision)],
          [text.channel, of.channel || null],
          [text.note, of.note || null],
        ]}
      />
    </Section>
  );
}

function Coupons({ of: { coupons } }: { of: Shown }) {
  const text = useTexts(orderTexts);
  return (
    <Section title={text.coupons}>
      {coupons.length === 0
        ? text.noCoupons
        : coupons.map(({ id, maskedCode, ruleName }) => (
            <div key={id}>
              <Link to="/coupons/$couponId" params={{ couponId: id }} className="numeric">
                {maskedCode}
              </Link>{" "}
              · {ruleName}
            </div>
          ))}
    </Section>
  );
}
