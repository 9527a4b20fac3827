import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask } from "../../api/query.ts";
import { formatInstant } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { useShop } from "../../shell/shop.tsx";
import classes from "./audit.module.css";
import { AuditCheckDocument } from "./queries.graphql.ts";
import { auditTexts } from "./texts.ts";

const OF_THE_CHAIN = "I33";

/** Follows the chain from the first entry to the last, when somebody asks: it may take seconds. */
export function Verify() {
  const text = useTexts(auditTexts);
  const state = useTexts(stateTexts);
  const { timeZone } = useShop();
  const { data, error, isFetching, refetch } = useQuery({ ...ask(AuditCheckDocument, {}), enabled: false });
  const broken = data?.invariants.broken ?? [];
  const chain = broken.filter((each) => each.startsWith(OF_THE_CHAIN));
  return (
    <div className={classes.verify}>
      <Button variant="default" loading={isFetching} onClick={() => refetch()}>
        {text.verify}
      </Button>
      {error && <Banner kind="bad">{sentence(error, state)}</Banner>}
      {data && !error && broken.length === 0 && (
        <Banner kind="info">{text.sound(formatInstant(data.invariants.checkedAt, timeZone))}</Banner>
      )}
      {chain.length > 0 && <Findings title={text.chainBroken} what={text.chainWhat} of={chain} />}
      {broken.length > chain.length && (
        <Findings
          title={text.others}
          what={text.othersWhat}
          of={broken.filter((each) => !chain.includes(each))}
        />
      )}
    </div>
  );
}

function Findings({ title, what, of }: { title: string; what: string; of: readonly string[] }) {
  return (
    <section className={classes.broken} role="alert">
      <h2>{title}</h2>
      <p>{what}</p>
      <ul>
        {of.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </section>
  );
}
