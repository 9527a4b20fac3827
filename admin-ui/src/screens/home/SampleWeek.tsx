import { Button, Group, Stack } from "@mantine/core";
import { useState } from "react";
import { useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { useRight } from "../../shell/shop.tsx";
import classes from "./home.module.css";
import { RemoveSampleWeekDocument } from "./queries.graphql.ts";
import { homeTexts } from "./texts.ts";

/** Says that figures contain made-up orders, and takes all of that away. */
export function SampleWeek() {
  const text = useTexts(homeTexts);
  const state = useTexts(stateTexts);
  const mayRemove = useRight("settings");
  const [asking, setAsking] = useState(false);
  const remove = useAct(RemoveSampleWeekDocument, ({ sampleDataRemove }) => sampleDataRemove, {
    done: text.sampleRemoved,
  });
  return (
    <div className={classes.sample}>
      <Banner
        kind="info"
        action={
          mayRemove && (
            <Button size="compact-sm" variant="default" onClick={() => setAsking(true)}>
              {text.sampleRemove}
            </Button>
          )
        }
      >
        {text.sampleBanner}
      </Banner>
      <Dialog opened={asking} onClose={() => setAsking(false)} title={text.sampleTitle}>
        <Stack gap="md">
          <div>{text.sampleWhat}</div>
          {remove.error && <Banner kind="bad">{sentence(remove.error, state)}</Banner>}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={() => setAsking(false)}>
              {text.cancel}
            </Button>
            <Button
              color="red.8"
              data-autofocus
              loading={remove.isPending}
              onClick={() => remove.mutate({ input: {} })}
            >
              {text.sampleRemove}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </div>
  );
}
