import { Button, Group, Stack } from "@mantine/core";
import { lazy, Suspense, useState } from "react";
import { formatInstant } from "../../i18n/format.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { toast } from "../../parts/show/toast.ts";
import { Answer } from "../../parts/states/Answer.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { useRight, useShop } from "../../shell/shop.tsx";
import { Comparison } from "./Comparison.tsx";
import type { Case, RulesChoice } from "./case.ts";
import { Effects } from "./Effects.tsx";
import { Price } from "./Price.tsx";
import { Refused } from "./Refused.tsx";
import { RuleTraces } from "./RuleTraces.tsx";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";
import type { Outcome, Played, usePlayed } from "./usePlayed.ts";

const SaveAsTest = lazy(() => import("./SaveAsTest.tsx").then(({ SaveAsTest }) => ({ default: SaveAsTest })));

interface ResultProps {
  asked: Case;
  rules: RulesChoice;
  query: ReturnType<typeof usePlayed>;
  onPlayLive: () => void;
  onFillIn: () => void;
}

/** What the rules made of the case, or why it could not be played. */
export function SimulationResult(props: ResultProps) {
  return (
    <Answer query={props.query}>
      {({ simulate }) =>
        simulate.simulation ? (
          <PlayedCase {...props} outcome={simulate} played={simulate.simulation} />
        ) : (
          <Refused outcome={simulate} rules={props.rules} onPlayLive={props.onPlayLive} />
        )
      }
    </Answer>
  );
}

function PlayedCase({
  asked,
  rules,
  outcome,
  played,
  query,
  onFillIn,
}: ResultProps & { outcome: Outcome; played: Played }) {
  const text = useTexts(simulatorTexts);
  const { timeZone } = useShop();
  const revision = rules === "live" ? text.revisionLive : text.revisionDraft;
  const fillIn = asked.source === "typed" && !asked.email ? onFillIn : undefined;
  return (
    <div aria-busy={query.isPlaceholderData} className={classes.played}>
      <Section title={text.result} actions={<ResultActions asked={asked} rules={rules} />}>
        <Stack gap="md">
          <p className={classes.hint} role="status">
            {text.resultAt(formatInstant(played.at, timeZone), revision(played.revision))}
          </p>
          {outcome.against ? (
            <Comparison played={played} against={outcome.against} differences={outcome.differences} />
          ) : (
            <Price played={played} />
          )}
          {!outcome.against && <Effects played={played} />}
          <Banner kind="info">{text.harmless}</Banner>
        </Stack>
      </Section>
      <RuleTraces
        played={played}
        against={outcome.against}
        differences={outcome.differences}
        onFillIn={fillIn}
      />
    </div>
  );
}

function ResultActions({ asked, rules }: { asked: Case; rules: RulesChoice }) {
  const text = useTexts(simulatorTexts);
  const mayEdit = useRight("edit");
  const [saving, setSaving] = useState(false);
  return (
    <Group gap="xs">
      {mayEdit && (
        <Button size="compact-sm" variant="default" onClick={() => setSaving(true)}>
          {text.saveAsTest}
        </Button>
      )}
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<Icon name="copy" size={14} />}
        onClick={async () => {
          await navigator.clipboard.writeText(window.location.href);
          toast(text.copied);
        }}
      >
        {text.copyLink}
      </Button>
      <Suspense>
        {saving && <SaveAsTest asked={asked} rules={rules} onClose={() => setSaving(false)} />}
      </Suspense>
    </Group>
  );
}
