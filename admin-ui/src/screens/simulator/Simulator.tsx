import { SegmentedControl } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { PageHeader } from "../../parts/PageHeader.tsx";
import { CaseForm } from "./CaseForm.tsx";
import { addressOf, type Case, caseOf, EMPTY_CASE, isPlayable, type RulesChoice } from "./case.ts";
import { Samples } from "./Samples.tsx";
import { SimulationResult } from "./SimulationResult.tsx";
import { simulatorRoute } from "./screen.ts";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";
import { usePlayed } from "./usePlayed.ts";

/** One case on the left, what the rules make of it on the right; both stand in the address. */
export function Simulator() {
  const text = useTexts(simulatorTexts);
  const { rules = "draft" } = simulatorRoute.useSearch();
  const { asked, given, setGiven, play, setRules } = useCaseOfAddress();
  const played = usePlayed(asked, rules);
  const email = useRef<HTMLInputElement>(null);
  const run = (next: Case = given) => {
    if (!isPlayable(next)) return;
    if (!play(next)) played.refetch();
  };
  useHotkeys([["mod+Enter", () => run()]], []);
  return (
    <>
      <PageHeader title={text.title} actions={<RulesSwitch value={rules} onChange={setRules} />}>
        {text.lead}
      </PageHeader>
      <div className={classes.sides}>
        <CaseForm
          given={given}
          onChange={setGiven}
          onRun={() => run()}
          onClear={() => play(EMPTY_CASE)}
          busy={played.isFetching}
          emailRef={email}
        />
        <div className={classes.result}>
          {isPlayable(asked) ? (
            <SimulationResult
              asked={asked}
              rules={rules}
              query={played}
              onPlayLive={() => setRules("live")}
              onFillIn={() => email.current?.focus()}
            />
          ) : (
            <Samples onChoose={(sample) => run(sample)} />
          )}
        </div>
      </div>
    </>
  );
}

/** The case of the address, the one in the form, and the way from the form to the address. */
function useCaseOfAddress() {
  const search = simulatorRoute.useSearch();
  const fragment = useLocation({ select: ({ hash }) => hash });
  const navigate = useNavigate();
  const asked = caseOf(search, fragment);
  const [given, setGiven] = useState(asked);
  const written = JSON.stringify(addressOf(asked));
  // Somebody went back, or followed a link: the form shows what the address says.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `written` is all that `asked` holds
  useEffect(() => {
    setGiven((before) => (JSON.stringify(addressOf(before)) === written ? before : asked));
  }, [written]);
  const go = (next: Case, rules: RulesChoice | undefined, replace: boolean) => {
    const address = addressOf(next);
    navigate({
      to: "/simulator",
      search: { ...address.search, rules },
      hash: address.fragment,
      replace,
      resetScroll: false,
      hashScrollIntoView: false,
    });
  };
  return {
    asked,
    given,
    setGiven,
    /** Puts a case into the address; false when it stands there already. */
    play(next: Case): boolean {
      setGiven(next);
      if (JSON.stringify(addressOf(next)) === written) return false;
      go(next, search.rules, false);
      return true;
    },
    setRules: (rules: RulesChoice) => go(asked, rules === "draft" ? undefined : rules, true),
  };
}

function RulesSwitch({ value, onChange }: { value: RulesChoice; onChange: (value: RulesChoice) => void }) {
  const text = useTexts(simulatorTexts);
  return (
    <SegmentedControl
      aria-label={text.rules}
      value={value}
      onChange={(next) => onChange(next as RulesChoice)}
      data={[
        { value: "draft", label: text.draft },
        { value: "live", label: text.live },
        { value: "both", label: text.both },
      ]}
    />
  );
}
