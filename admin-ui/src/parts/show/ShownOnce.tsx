import { Button, Stack, TextInput } from "@mantine/core";
import { texts, useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../Dialog.tsx";
import { Banner } from "../states/Banner.tsx";
import { toast } from "./toast.ts";

const onceTexts = texts({
  ja: { copy: "コピー", copied: "コピーしました" },
  en: { copy: "Copy", copied: "Copied" },
});

/** A secret that nobody will see again: it stays until the person says that it is kept. */
export function ShownOnce(props: {
  secret: string | null;
  title: string;
  label: string;
  warning: string;
  /** The button that closes: what the person has done with it. */
  done: string;
  onDone: () => void;
}) {
  const text = useTexts(onceTexts);
  const copy = async () => {
    await navigator.clipboard.writeText(props.secret ?? "");
    toast(text.copied);
  };
  return (
    <Dialog opened={props.secret !== null} title={props.title} size={560}>
      <Stack gap="md">
        <Banner>{props.warning}</Banner>
        <TextInput
          label={props.label}
          readOnly
          data-autofocus
          value={props.secret ?? ""}
          onFocus={(event) => event.currentTarget.select()}
          rightSectionWidth={90}
          rightSection={
            <Button size="compact-sm" variant="default" onClick={copy}>
              {text.copy}
            </Button>
          }
        />
        <Button onClick={props.onDone}>{props.done}</Button>
      </Stack>
    </Dialog>
  );
}
