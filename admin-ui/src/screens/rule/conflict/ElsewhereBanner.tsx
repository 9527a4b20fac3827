import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { ask, POLL_MS } from "../../../api/query.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Banner } from "../../../parts/states/Banner.tsx";
import { opened } from "../newlines.ts";
import { FileStateDocument } from "../queries.graphql.ts";
import classes from "../rule.module.css";
import { ruleTexts } from "../texts.ts";
import type { Conflict } from "../useSave.ts";
import type { Workbench } from "../useWorkbench.ts";

/** Says when somebody else, or the command line, has stored another text of the open file. */
export function ElsewhereBanner(props: { bench: Workbench; onCompare: (conflict: Conflict) => void }) {
  const text = useTexts(ruleTexts);
  const { bench } = props;
  const { data, dataUpdatedAt } = useQuery({
    ...ask(FileStateDocument, { path: bench.path }),
    refetchInterval: POLL_MS,
    refetchOnWindowFocus: "always",
  });
  if (!data || dataUpdatedAt < bench.base.since) return null;
  const there = data.ruleFile;
  if (!there) {
    return (
      <div className={classes.banner}>
        <Banner kind="bad">{text.gone}</Banner>
      </div>
    );
  }
  if (there.sha256 === bench.base.sha256) return null;
  const theirs = opened(there.text, bench.base.newlines);
  const load = () => {
    bench.rebase(there);
    bench.replace(theirs);
  };
  const compare = () => props.onCompare({ base: bench.base.text, theirs, theirSha256: there.sha256 });
  return (
    <div className={classes.banner}>
      <Banner
        action={
          <Button size="compact-sm" variant="default" onClick={bench.dirty ? compare : load}>
            {bench.dirty ? text.compare : text.load}
          </Button>
        }
      >
        {bench.dirty ? text.elsewhereUnsaved : text.elsewhere}
      </Banner>
    </div>
  );
}
