import { SegmentedControl, TextInput, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Amount, Instant } from "../../parts/show/values.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { useRight } from "../../shell/shop.tsx";
import type { Case } from "./case.ts";
import { SimulatorOrdersDocument } from "./queries.graphql.ts";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";

/** A case that is typed in, or an order that there was. */
export function SourceSwitch(props: { value: Case["source"]; onChange: (value: Case["source"]) => void }) {
  const text = useTexts(simulatorTexts);
  return (
    <SegmentedControl
      fullWidth
      aria-label={text.source}
      value={props.value}
      onChange={(value) => props.onChange(value as Case["source"])}
      data={[
        { value: "typed", label: text.typed },
        { value: "order", label: text.stored },
      ]}
    />
  );
}

/** The latest orders of the shop, for who may see them. */
export function useLatestOrders() {
  const mayKnow = useRight("pii");
  const { data } = useQuery({ ...ask(SimulatorOrdersDocument, {}), enabled: mayKnow });
  return { mayKnow, orders: data?.orders.edges.map(({ node }) => node) };
}

/** The number of a stored order, typed or chosen from the latest ones. */
export function StoredOrder({ value, onChange }: { value: string; onChange: (order: string) => void }) {
  const text = useTexts(simulatorTexts);
  const { mayKnow, orders } = useLatestOrders();
  if (!mayKnow) return <Banner kind="info">{text.orderForbidden}</Banner>;
  return (
    <>
      <TextInput
        label={text.order}
        description={text.orderHint}
        autoComplete="off"
        maxLength={200}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <section className={classes.latest} aria-label={text.latest}>
        <div className={classes.latestHead}>{text.latest}</div>
        {orders?.length === 0 && <p className={classes.hint}>{text.noOrders}</p>}
        <ul>
          {orders?.map(({ id, externalId, placedAt, quote }) => (
            <li key={id}>
              <UnstyledButton
                className={classes.latestOrder}
                aria-pressed={externalId === value}
                onClick={() => onChange(externalId)}
              >
                <span>{externalId}</span>
                <Instant at={placedAt} />
                <Amount of={quote.total} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}
