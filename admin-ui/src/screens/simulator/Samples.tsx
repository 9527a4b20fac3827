import { Stack, UnstyledButton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { formatMoney } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { Note } from "../../parts/states/Note.tsx";
import { type Case, EMPTY_CASE } from "./case.ts";
import { SimulatorSamplesDocument, type SimulatorSamplesQuery } from "./queries.graphql.ts";
import { useLatestOrders } from "./StoredOrder.tsx";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";

const ORDERS = 3;
/** Many promises are bound to an address, so a sample customer needs one; nobody has one at `example.com`. */
const SOMEBODY = "new.customer@example.com";

/** What is shown before anything was tried: cases of this very shop, one click each. */
export function Samples({ onChoose }: { onChoose: (sample: Case) => void }) {
  const query = useQuery({ ...ask(SimulatorSamplesDocument, {}), staleTime: 60_000 });
  return (
    <Answer query={query}>
      {({ products }) => <Offered products={products.edges.map(({ node }) => node)} onChoose={onChoose} />}
    </Answer>
  );
}

type Product = SimulatorSamplesQuery["products"]["edges"][number]["node"];

function Offered(props: { products: readonly Product[]; onChoose: (sample: Case) => void }) {
  const text = useTexts(simulatorTexts);
  const samples = useSamples(props.products);
  return (
    <Note icon="flask" title={text.sampleTitle}>
      <p className={classes.sampleLead}>{samples.length > 0 ? text.sampleLead : text.noProducts}</p>
      <Stack gap={6}>
        {samples.map(([label, sample]) => (
          <UnstyledButton key={label} className={classes.sample} onClick={() => props.onChoose(sample)}>
            <Icon name="play" size={14} />
            {label}
          </UnstyledButton>
        ))}
      </Stack>
    </Note>
  );
}

/** The cheapest product is often the one that a promise hangs on, the dearest the one that reaches a limit. */
function useSamples(products: readonly Product[]): [label: string, sample: Case][] {
  const text = useTexts(simulatorTexts);
  const { orders = [] } = useLatestOrders();
  const byPrice = products
    .filter(({ couponDiscount }) => couponDiscount)
    .sort((one, next) => one.price.amount - next.price.amount);
  const [first] = byPrice;
  const other = byPrice.length > 1 ? byPrice.at(-1) : undefined;
  const samples: [string, Case][] = [];
  const typed = (...lines: Case["lines"]) => ({ ...EMPTY_CASE, lines, email: SOMEBODY });
  if (first) samples.push([text.sampleGuest(first.name), typed({ sku: first.sku, quantity: 1 })]);
  if (first && other) {
    const lines = [first, other].map(({ sku }) => ({ sku, quantity: 1 }));
    samples.push([text.sampleMember(first.name, other.name), { ...typed(...lines), member: true }]);
  }
  if (first) {
    const lines = { sku: first.sku, quantity: 3 };
    samples.push([text.sampleCart(first.name), { ...typed(lines), event: "cart" }]);
  }
  for (const { externalId, quote } of orders.slice(0, ORDERS)) {
    const label = text.sampleOrder(externalId, formatMoney(quote.total));
    samples.push([label, { ...EMPTY_CASE, source: "order", order: externalId }]);
  }
  return samples;
}
