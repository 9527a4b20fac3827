import { Button, Group, Stack } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { ruleTexts } from "./texts.ts";

/** Asks before unsaved changes are lost; moving between the tabs of a file loses none. */
export function LeaveGuard({ dirty }: { dirty: boolean }) {
  const text = useTexts(ruleTexts);
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => dirty && current.pathname !== next.pathname,
    enableBeforeUnload: dirty,
    withResolver: true,
  });
  const blocked = blocker.status === "blocked";
  return (
    <Dialog opened={blocked} title={text.leaveTitle} onClose={() => blocker.reset?.()}>
      <Stack gap="md">
        <div>{text.leaveWhat}</div>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {text.leave}
          </Button>
          <Button data-autofocus onClick={() => blocker.reset?.()}>
            {text.stay}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
