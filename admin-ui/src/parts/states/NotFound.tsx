import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTexts } from "../../i18n/texts.ts";
import { Note } from "./Note.tsx";
import { stateTexts } from "./texts.ts";

/** For an address without a screen, and for a thing that is not there: then `title` says what. */
export function NotFound({ title }: { title?: string }) {
  const text = useTexts(stateTexts);
  return (
    <Note
      icon="search"
      order={1}
      title={typeof title === "string" ? title : text.notFound}
      actions={
        <Button component={Link} to="/" variant="default">
          {text.goHome}
        </Button>
      }
    >
      {text.notFoundWhy}
    </Note>
  );
}
