import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Columns, Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { Amount, Instant, Until } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { NotFound } from "../../parts/states/NotFound.tsx";
import { useRight } from "../../shell/shop.tsx";
import { Actions } from "./Actions.tsx";
import { Life } from "./Life.tsx";
import { CouponState, Uses, useDiscount } from "./look.tsx";
import { CouponDocument, type CouponQuery } from "./queries.graphql.ts";
import { couponRoute } from "./screen.ts";
import { couponTexts } from "./texts.ts";

export type Shown = NonNullable<CouponQuery["coupon"]>;

/** One coupon: what it is, everything that happened to it, and what staff may do about it. */
export function CouponDetail() {
  const text = useTexts(couponTexts);
  const { couponId } = couponRoute.useParams();
  const pii = useRight("pii");
  const query = useQuery(ask(CouponDocument, { id: couponId, pii }));
  const coupon = query.data?.coupon;
  if (coupon === null) return <NotFound title={text.noSuch} />;
  return (
    <>
      <PageHeader
        title={coupon?.maskedCode ?? text.title}
        back={{ to: "/coupons", label: text.back }}
        badge={coupon && <Badges of={coupon} />}
        actions={coupon && <Actions of={coupon} />}
      >
        {coupon?.rule?.description}
      </PageHeader>
      <Answer query={query}>
        {() =>
          coupon && (
            <Columns>
              <Section title={text.life}>
                <Life of={coupon.life} />
              </Section>
              <About of={coupon} />
            </Columns>
          )
        }
      </Answer>
    </>
  );
}

function Badges({ of }: { of: Shown }) {
  const text = useTexts(couponTexts);
  return (
    <>
      <CouponState of={of.state} />
      {of.test && <StateBadge tone="info">{text.test}</StateBadge>}
      {of.sample && <StateBadge>{text.sample}</StateBadge>}
    </>
  );
}

function About({ of }: { of: Shown }) {
  const text = useTexts(couponTexts);
  const discount = useDiscount();
  const pii = useRight("pii");
  return (
    <div>
      <Section title={text.about}>
        <Facts
          of={[
            [text.discount, discount(of.discount)],
            ...(pii ? ([[text.owner, of.ownerEmail ?? text.anybody]] as const) : []),
            [text.uses, <Uses key="uses" of={of} />],
            [text.validUntil, <Until key="until" at={of.validUntil} never={text.noEnd} />],
            [text.issuedAt, <Instant key="issued" at={of.issuedAt} />],
            [text.order, of.orderId || text.byHand],
            [text.revision, `${of.ruleName} · ${text.rev(of.revision)}`],
          ]}
        />
      </Section>
      <Section title={text.redemptions}>
        {of.redemptions.length === 0 ? (
          text.notUsed
        ) : (
          <Facts
            of={of.redemptions.map(
              (use) =>
                [
                  text.orderNo(use.orderId),
                  <span key={use.id}>
                    <Amount of={use.amount} /> · <Instant at={use.at} />
                  </span>,
                ] as const,
            )}
          />
        )}
      </Section>
    </div>
  );
}
