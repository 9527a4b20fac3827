import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Columns, Section } from "../../parts/detail/Section.tsx";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { Amount } from "../../parts/show/values.tsx";
import { Answer } from "../../parts/states/Answer.tsx";
import { NotFound } from "../../parts/states/NotFound.tsx";
import classes from "./products.module.css";
import { ProductDocument, type ProductQuery } from "./queries.graphql.ts";
import { productRoute } from "./screen.ts";
import { productsTexts } from "./texts.ts";

type Shown = NonNullable<ProductQuery["product"]>;

/** One product, and which live rules name it. */
export function ProductDetail() {
  const text = useTexts(productsTexts);
  const { sku } = productRoute.useParams();
  const query = useQuery(ask(ProductDocument, { sku }));
  const product = query.data?.product;
  if (product === null) return <NotFound title={text.noSuch} />;
  return (
    <>
      <PageHeader title={product?.name || sku} back={{ to: "/products", label: text.title }}>
        {sku}
      </PageHeader>
      <Answer query={query}>
        {(data) =>
          product && (
            <Columns>
              <About of={product} />
              <div className={classes.around}>
                <Lists of={product} />
                <UsedBy sku={sku} data={data} />
              </div>
            </Columns>
          )
        }
      </Answer>
    </>
  );
}

function About({ of }: { of: Shown }) {
  const text = useTexts(productsTexts);
  const word = (key: string) => (text as unknown as Record<string, string>)[key] ?? key;
  const yesNo = (value: boolean) => (value ? text.yes : text.no);
  return (
    <Section title={text.about}>
      <Facts
        of={[
          [text.sku, of.sku],
          [text.price, <Amount key="price" of={of.price} />],
          [text.tax, `${of.taxPercent}%`],
          [text.kind, word(of.kind)],
          [text.sold, word(of.sold)],
          [text.category, of.category || null],
          [text.tags, of.tags.join(", ") || null],
          [text.couponEntry, yesNo(of.couponEntry)],
          [text.couponDiscount, yesNo(of.couponDiscount)],
          [text.sandbox, yesNo(of.sandbox)],
        ]}
      />
    </Section>
  );
}

/** The way to the lists of its buyers, where one writes to them (S2.11, S2.16). */
function Lists({ of: { lists } }: { of: Shown }) {
  const text = useTexts(productsTexts);
  return (
    <Section title={text.lists}>
      {lists.length === 0
        ? text.listsNone
        : lists.map(({ name, title, readers }) => (
            <div key={name}>
              <Link to="/lists/$list" params={{ list: name }}>
                {title || name}
              </Link>{" "}
              {text.readers(readers.active)}
            </div>
          ))}
    </Section>
  );
}

/** A rule names a product by its SKU in quotes; that is how it is found in its source. */
function UsedBy({ sku, data }: { sku: string; data: ProductQuery }) {
  const text = useTexts(productsTexts);
  const named = new Set(
    data.rules.filter((rule) => rule.text.includes(JSON.stringify(sku))).map(({ name }) => name),
  );
  const rules = data.ruleList.filter(({ name }) => named.has(name));
  return (
    <Section title={text.usedBy}>
      {rules.length === 0
        ? text.usedByNone
        : rules.map(({ name, file }) => (
            <div key={name}>
              <Link to="/rules/$file" params={{ file }} search={{ rule: name }}>
                {name}
              </Link>
            </div>
          ))}
    </Section>
  );
}
