import { Button } from "@mantine/core";
import type { ReactNode } from "react";
import { useTexts } from "../../i18n/texts.ts";
import type { IconName } from "../Icon.tsx";
import { Note } from "./Note.tsx";
import { stateTexts } from "./texts.ts";

/** Nothing is there yet: `title` says so, the body what will appear here, the action how to begin. */
export function Empty(props: { icon: IconName; title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <Note icon={props.icon} title={props.title} actions={props.action}>
      {props.children}
    </Note>
  );
}

/** Something is there, but nothing meets the filters. */
export function FilteredEmpty({ title, onClear }: { title: string; onClear: () => void }) {
  const text = useTexts(stateTexts);
  return (
    <Note
      icon="search"
      title={title}
      role="status"
      actions={
        <Button variant="default" onClick={onClear}>
          {text.clearFilters}
        </Button>
      }
    />
  );
}
