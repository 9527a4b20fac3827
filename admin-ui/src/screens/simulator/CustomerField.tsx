import { Autocomplete } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import type { RefObject } from "react";
import { ask } from "../../api/query.ts";
import { formatInstant, formatMoney } from "../../i18n/format.ts";
import { normalised } from "../../i18n/normalise.ts";
import { useTexts } from "../../i18n/texts.ts";
import { useRight, useShop } from "../../shell/shop.tsx";
import { SimulatorCustomerDocument, SimulatorCustomersDocument } from "./queries.graphql.ts";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";

const PAUSE_MS = 400;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The customer's address, chosen from those the shop knows or typed; below it what is known of them. */
export function CustomerField(props: {
  value: string;
  onChange: (value: string) => void;
  inputRef: RefObject<HTMLInputElement | null>;
}) {
  const text = useTexts(simulatorTexts);
  const mayKnow = useRight("pii");
  const { data } = useQuery({ ...ask(SimulatorCustomersDocument, {}), enabled: mayKnow, staleTime: 60_000 });
  const known = (data?.customers.edges ?? []).flatMap(({ node }) => (node.email ? [node.email] : []));
  return (
    <div>
      <Autocomplete
        ref={props.inputRef}
        label={text.email}
        description={text.emailHint}
        inputMode="email"
        autoComplete="off"
        data={[...new Set(known)]}
        limit={20}
        value={props.value}
        onChange={props.onChange}
      />
      {mayKnow && <KnownAs email={normalised(props.value)} />}
    </div>
  );
}

function KnownAs({ email }: { email: string }) {
  const text = useTexts(simulatorTexts);
  const { timeZone } = useShop();
  const [asked] = useDebouncedValue(email, PAUSE_MS);
  const { data } = useQuery({
    ...ask(SimulatorCustomerDocument, { email: asked }),
    enabled: ADDRESS.test(asked) && asked === email,
  });
  if (!data || asked !== email) return null;
  const { customer } = data;
  if (!customer) return <Hint>{text.unknownCustomer}</Hint>;
  const parts = [
    customer.name,
    text.knownAs(customer.orders),
    `${text.spent} ${formatMoney(customer.spent)}`,
    customer.lastOrderAt && `${text.lastOrder} ${formatInstant(customer.lastOrderAt, timeZone).slice(0, 10)}`,
    customer.tier,
    customer.tags.join(", "),
  ];
  return <Hint>{parts.filter(Boolean).join(" · ")}</Hint>;
}

function Hint({ children }: { children: string }) {
  return (
    <p className={classes.hint} role="status">
      {children}
    </p>
  );
}
