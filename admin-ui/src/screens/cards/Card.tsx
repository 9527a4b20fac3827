import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { formatMoney, formatUntil } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Columns, Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { Amount, Instant, Until } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { NotFound } from "../../parts/states/NotFound.tsx";
import { useRight, useShop } from "../../shell/shop.tsx";
import { Actions } from "./Actions.tsx";
import { Changes } from "./Changes.tsx";
import classes from "./cards.module.css";
import { Ledger } from "./Ledger.tsx";
import { CardState } from "./look.tsx";
import { PaidOut } from "./PaidOut.tsx";
import { CardDocument, type CardQuery } from "./queries.graphql.ts";
import { cardRoute } from "./screen.ts";
import { cardTexts } from "./texts.ts";

export type ShownCard = NonNullable<CardQuery["giftCard"]>;

/** One gift card: what it holds and why, everything that happened to it, and what staff may do (S5.37-39). */
export function CardDetail() {
  const text = useTexts(cardTexts);
  const { cardId } = cardRoute.useParams();
  const pii = useRight("pii");
  const query = useQuery(ask(CardDocument, { id: cardId, pii }));
  const card = query.data?.giftCard;
  if (card === null) return <NotFound title={text.noSuch} />;
  return (
    <>
      <PageHeader
        title={card?.maskedCode ?? text.title}
        back={{ to: "/gift-cards", label: text.title }}
        badge={card && <CardState of={card} />}
        actions={card && <Actions of={card} />}
      />
      <Answer query={query}>
        {() =>
          card && (
            <>
              {card.life.cashOut && <PaidOut cardId={card.id} of={card.life.cashOut} />}
              <Columns>
                <div>
                  <Section title={text.ledger}>
                    <Ledger of={card} />
                  </Section>
                  <Section title={text.changes}>
                    <Changes of={card.life.changes} />
                  </Section>
                </div>
                <div>
                  <Section title={text.balance}>
                    <Lots of={card} />
                  </Section>
                  <Section title={text.about}>
                    <About of={card} />
                  </Section>
                  <Section title={text.metadata}>
                    <Metadata of={card} />
                  </Section>
                </div>
              </Columns>
            </>
          )
        }
      </Answer>
    </>
  );
}

function Lots({ of: { balance, held, lots } }: { of: ShownCard }) {
  const text = useTexts(cardTexts);
  const { timeZone } = useShop();
  const ends = (at: string | null) => (at ? text.until(formatUntil(at, timeZone)) : text.noEnd);
  return (
    <>
      <Facts
        of={[
          [text.balance, <Amount key="balance" of={balance} />],
          [text.heldLabel, <Amount key="held" of={held} />],
        ]}
      />
      {lots.length === 0 ? (
        <p>{text.noLots}</p>
      ) : (
        <>
          <p>{text.lots}</p>
          <ul>
            {lots.map(({ remaining, consideration, expiresAt }, place) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: lots have no other name here, and are drawn together
              <li key={place}>
                <span className="numeric">{formatMoney(remaining)}</span> · {text[consideration]} ·{" "}
                {ends(expiresAt)}
              </li>
            ))}
          </ul>
          <p className={classes.small}>{text.lotsHow}</p>
        </>
      )}
    </>
  );
}

function About({ of }: { of: ShownCard }) {
  const text = useTexts(cardTexts);
  const pii = useRight("pii");
  return (
    <Facts
      of={[
        [text.campaign, `${of.campaign} · ${text.rev(of.revision)}`],
        ...(pii ? ([[text.owner, of.ownerEmail ?? of.ownerId ?? text.anybody]] as const) : []),
        [text.publishedAt, <Instant key="given" at={of.publishedAt} />],
        [text.validUntil, <Until key="until" at={of.expiresAt} never={text.noEnd} />],
        [text.ownerOnly, of.ownerOnly ? text.ownerOnlyYes : text.ownerOnlyNo],
        [text.pin, of.hasPin ? text.pinYes : text.pinNo],
        [text.cashRefund, of.cashRefund ? text.cashRefundYes : text.cashRefundNo],
        [text.order, of.orderId],
      ]}
    />
  );
}

function Metadata({ of: { metadata } }: { of: ShownCard }) {
  const text = useTexts(cardTexts);
  if (metadata.length === 0) return text.noMetadata;
  return <Facts of={metadata.map(({ name, value }) => [name, value] as const)} />;
}
