import { Button } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import type { TableSearch } from "../search.ts";
import classes from "./table.module.css";
import { tableTexts } from "./texts.ts";

export interface PageInfo {
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly startCursor: string | null;
  readonly endCursor: string | null;
}

/** To other pages of a list. The server knows only what lies ahead; where one came from stands in the address. */
export function Pager(props: {
  of: PageInfo;
  search: TableSearch;
  forwardsOnly?: boolean;
  onMove: (patch: Partial<TableSearch>) => void;
}) {
  const text = useTexts(tableTexts);
  const { of, search, onMove } = props;
  const newer = of.hasPreviousPage || search.after !== undefined;
  const older = of.hasNextPage || search.before !== undefined;
  if (!newer && !older) return null;
  return (
    <nav className={classes.pager} aria-label={text.pages}>
      <Button
        variant="default"
        disabled={!newer}
        onClick={() =>
          onMove({ before: props.forwardsOnly ? undefined : (of.startCursor ?? undefined), after: undefined })
        }
      >
        {props.forwardsOnly ? text.first : text.newer}
      </Button>
      <Button
        variant="default"
        disabled={!older || !of.endCursor}
        onClick={() => onMove({ after: of.endCursor ?? undefined, before: undefined })}
      >
        {text.older}
      </Button>
    </nav>
  );
}
