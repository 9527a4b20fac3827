import { ActionIcon, Button, Popover } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTexts } from "../i18n/texts.ts";
import { Icon } from "../parts/Icon.tsx";
import classes from "./shell.module.css";
import { useMe } from "./shop.tsx";
import { shellTexts } from "./texts.ts";

const ROLE = {
  OWNER: "owner",
  EDITOR: "editor",
  PUBLISHER: "publisher",
  SUPPORT: "support",
  ANALYST: "analyst",
  AUDITOR: "auditor",
} as const;

/** Who one is, the own account, the way out. Opens as soon as it is there. */
export function AccountMenu() {
  const text = useTexts(shellTexts);
  const { member } = useMe();
  const [open, setOpen] = useState(true);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" width={220} trapFocus shadow="md">
      <Popover.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={text.account}
          onClick={() => setOpen((before) => !before)}
        >
          <Icon name="user" size={20} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown className={classes.account} aria-label={text.account}>
        <div className={classes.person}>
          <div>{member.name || member.email || text.account}</div>
          <div>{text[ROLE[member.role]]}</div>
        </div>
        <Button
          component={Link}
          to="/account"
          variant="subtle"
          color="dark"
          fw={500}
          fullWidth
          justify="flex-start"
          leftSection={<Icon name="settings" size={16} />}
          onClick={() => setOpen(false)}
        >
          {text.ownAccount}
        </Button>
        <form method="post" action="/sign-out">
          <Button
            type="submit"
            variant="subtle"
            color="gray"
            fw={500}
            fullWidth
            justify="flex-start"
            leftSection={<Icon name="signOut" size={16} />}
          >
            {text.signOut}
          </Button>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
