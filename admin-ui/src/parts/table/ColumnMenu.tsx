import { Button, Checkbox, Popover, Stack } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../Icon.tsx";
import type { Column } from "./column.ts";
import classes from "./table.module.css";
import { tableTexts } from "./texts.ts";

export interface ColumnMenuProps {
  columns: readonly Pick<Column<never>, "id" | "header" | "optional" | "rowHeader">[];
  shown: ReadonlySet<string>;
  onColumns: (cols: string | undefined) => void;
}

/** Which columns are shown. Opens as soon as it is there. */
export function ColumnMenu({ columns, shown, onColumns }: ColumnMenuProps) {
  const text = useTexts(tableTexts);
  const toggle = (id: string, on: boolean) => {
    const ids = columns.map((column) => column.id).filter((each) => (each === id ? on : shown.has(each)));
    const usual = columns.filter(({ optional }) => !optional).map((column) => column.id);
    onColumns(ids.join() === usual.join() ? undefined : ids.join("."));
  };
  return (
    <Popover defaultOpened position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          className={classes.tool}
          leftSection={<Icon name="columns" size={15} />}
        >
          {text.columns}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {columns.map(({ id, header, rowHeader }) => (
            <Checkbox
              key={id}
              label={header}
              checked={shown.has(id)}
              disabled={rowHeader}
              onChange={(event) => toggle(id, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
