import { Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { formatDay, formatShare } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import { Amount, Count } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import classes from "./carts.module.css";
import { CartSumsDocument, type CartSumsFragment } from "./queries.graphql.ts";
import { cartTexts } from "./texts.ts";

/** What was left in the period and what came back, for both ways of leaving (S3.35, S3.51). `until` is excluded. */
export function Totals({ since, until, last }: { since: string; until: string; last: string }) {
  const text = useTexts(cartTexts);
  const query = useQuery(ask(CartSumsDocument, { since, until }));
  return (
    <Answer query={query}>
      {({ confirmation, form }) => (
        <Stack gap={6} mb="md">
          <div className={classes.period}>
            {text.totals} {text.totalsOf(formatDay(since), formatDay(last))}
          </div>
          <div className={classes.sums}>
            <Section title={text.confirmation}>
              <Sums of={confirmation} />
            </Section>
            <Section title={text.form}>
              <Sums of={form} />
            </Section>
          </div>
        </Stack>
      )}
    </Answer>
  );
}

function Sums({ of }: { of: CartSumsFragment }) {
  const text = useTexts(cartTexts);
  return (
    <Facts
      of={[
        [text.abandoned, <Count key="a" of={of.abandoned} />],
        [text.abandonedAmount, <Amount key="b" of={of.abandonedTotal} />],
        [text.sent, <Count key="c" of={of.sent} />],
        [text.delivered, <Count key="d" of={of.delivered} />],
        [text.clicked, <Count key="e" of={of.clicked} />],
        [text.recovered, <Count key="f" of={of.recovered} />],
        [text.recoveredAmount, <Amount key="g" of={of.recoveredTotal} />],
        [text.rate, of.recoveryRate === null ? null : formatShare(of.recovered, of.abandoned)],
        [
          text.assisted,
          <span key="h" title={text.assistedHint}>
            <Count of={of.assisted} /> (<Amount of={of.assistedTotal} />)
          </span>,
        ],
      ]}
    />
  );
}
