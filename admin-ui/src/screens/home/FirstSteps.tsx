import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { StateBadge } from "../../parts/show/Badge.tsx";
import { useShop } from "../../shell/shop.tsx";
import classes from "./home.module.css";
import { homeTexts } from "./texts.ts";

/** Before the first release: write a rule, try it in the sandbox, publish it. */
export function FirstSteps({ written }: { written: boolean }) {
  const text = useTexts(homeTexts);
  const { tried, noteTried } = useTried();
  const done = [written, tried].filter(Boolean).length;
  return (
    <Section title={text.stepsTitle} actions={<StateBadge>{text.stepsDone(done, 3)}</StateBadge>}>
      <p className={classes.lead}>{text.stepsLead}</p>
      <ol className={classes.steps}>
        <Step done={written} title={text.stepRule} how={text.stepRuleHow}>
          <Button component={Link} to="/rules/new" variant={written ? "default" : "filled"}>
            {text.goRule}
          </Button>
        </Step>
        <Step done={tried} title={text.stepTry} how={text.stepTryHow}>
          <Button
            component="a"
            href="/sandbox/"
            target="_blank"
            variant={written && !tried ? "filled" : "default"}
            rightSection={<Icon name="external" size={15} />}
            onClick={noteTried}
          >
            {text.goTry}
          </Button>
        </Step>
        <Step done={false} title={text.stepPublish} how={text.stepPublishHow}>
          <Button component={Link} to="/releases" variant={written && tried ? "filled" : "default"}>
            {text.goPublish}
          </Button>
        </Step>
      </ol>
    </Section>
  );
}

function Step(props: { done: boolean; title: string; how: string; children: ReactNode }) {
  const text = useTexts(homeTexts);
  return (
    <li className={classes.step} data-done={props.done || undefined}>
      <h3>
        {props.title}{" "}
        <StateBadge tone={props.done ? "good" : "plain"}>{props.done ? text.done : text.todo}</StateBadge>
      </h3>
      <p>{props.how}</p>
      {props.children}
    </li>
  );
}

/** Whether the sandbox was opened from here, remembered in this browser: the sandbox keeps its orders to itself. */
function useTried() {
  const { id } = useShop();
  const key = `otoku.tried.${id}`;
  const [tried, setTried] = useState(() => kept(key));
  return {
    tried,
    noteTried: () => {
      setTried(true);
      try {
        localStorage.setItem(key, "yes");
      } catch {
        // private windows may refuse storage: then it is known until the page is left
      }
    },
  };
}

function kept(key: string): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return false;
  }
}
