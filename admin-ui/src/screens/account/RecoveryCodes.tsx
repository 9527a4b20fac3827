import { Button, Group, Stack } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { toast } from "../../parts/show/toast.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import classes from "./account.module.css";
import { accountTexts } from "./texts.ts";

/** Shown this once; the dialog stays until the person has kept them. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[] | null; onDone: () => void }) {
  const text = useTexts(accountTexts);
  const copy = async () => {
    await navigator.clipboard.writeText((codes ?? []).join("\n"));
    toast(text.copied);
  };
  return (
    <Dialog opened={codes !== null} title={text.codes}>
      <Stack gap="md">
        <Banner>{text.codesWarning}</Banner>
        <ul className={classes.codes} aria-label={text.codes}>
          {(codes ?? []).map((code) => (
            <li key={code}>{code}</li>
          ))}
        </ul>
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={copy}>
            {text.copy}
          </Button>
          <Button onClick={onDone}>{text.kept}</Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
