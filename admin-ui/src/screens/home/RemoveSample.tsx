import { Button, Group, Stack } from "@mantine/core";
import { useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { RemoveSampleWeekDocument } from "./queries.graphql.ts";
import { homeTexts } from "./texts.ts";

/** Says what goes with the sample week, and takes it away. */
export function RemoveSample({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const text = useTexts(homeTexts);
  const state = useTexts(stateTexts);
  const remove = useAct(RemoveSampleWeekDocument, ({ sampleDataRemove }) => sampleDataRemove, {
    done: text.sampleRemoved,
  });
  return (
    <Dialog opened={opened} onClose={onClose} title={text.sampleTitle}>
      <Stack gap="md">
        <div>{text.sampleWhat}</div>
        {remove.error && <Banner kind="bad">{sentence(remove.error, state)}</Banner>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
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
  );
}
