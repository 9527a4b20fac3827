import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { texts, useTexts } from "../../../i18n/texts.ts";
import { Dialog } from "../../../parts/Dialog.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import type { Workbench } from "../useWorkbench.ts";
import type { FormBlock } from "./FormPane.tsx";

const renameTexts = texts({
  ja: {
    rename: "名前を変更",
    what: "このファイルの中で使われている場所も、いっしょに変わります。クーポンと数字は引き継がれます。",
    name: "新しい名前",
    elsewhere:
      "この名前はほかのファイルでも使われています。otoku edit のコマンドなら、すべてのファイルを一度に変更できます。",
    cancel: "やめる",
  },
  en: {
    rename: "Rename",
    what: "References in this file follow. Coupons and figures go on under the new name.",
    name: "New name",
    elsewhere: "Other files use this name, too. The command otoku edit changes all files at once.",
    cancel: "Cancel",
  },
});

/** Gives a block another name; what refers to it follows. */
export function RenameButton({ bench, block }: { bench: Workbench; block: FormBlock }) {
  const text = useTexts(renameTexts);
  const state = useTexts(stateTexts);
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(block.name);
  const [refused, setRefused] = useState("");
  const submit = async () => {
    try {
      const outcome = await bench.edit({ rename: { block: block.id, to: name.trim() } });
      const why = outcome.otherFiles ? text.elsewhere : outcome.refused;
      setRefused(why);
      if (!why) setOpen(false);
    } catch (error) {
      setRefused(sentence(error, state));
    }
  };
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {text.rename}
      </Button>
      <Dialog opened={open} onClose={() => setOpen(false)} title={text.rename}>
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <Stack gap="md">
            <div>{text.what}</div>
            <TextInput
              data-autofocus
              label={text.name}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
              error={refused || undefined}
            />
            <Group justify="flex-end" gap="sm">
              <Button variant="default" onClick={() => setOpen(false)}>
                {text.cancel}
              </Button>
              <Button type="submit" disabled={name.trim() === "" || name.trim() === block.name}>
                {text.rename}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}
