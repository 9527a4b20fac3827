import { ActionIcon, Badge, Button, Kbd, Popover, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { switchLocale, useLocale } from "../i18n/locale.ts";
import { useTexts } from "../i18n/texts.ts";
import { Icon } from "../parts/Icon.tsx";
import classes from "./shell.module.css";
import { useMe, useShop } from "./shop.tsx";
import { shellTexts } from "./texts.ts";

/** The bar on top: the shop and what is live in it, the language, the way out. */
export function Header(props: { menuOpen: boolean; onMenu: () => void; onSearch: () => void }) {
  const text = useTexts(shellTexts);
  const shop = useShop();
  return (
    <div className={classes.bar}>
      <ActionIcon
        hiddenFrom="sm"
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={props.menuOpen ? text.closeMenu : text.openMenu}
        aria-expanded={props.menuOpen}
        onClick={props.onMenu}
      >
        <Icon name={props.menuOpen ? "x" : "menu"} size={22} />
      </ActionIcon>
      <Link to="/" className={classes.brand}>
        <img src="/assets/otoku.svg" alt={text.product} width={28} height={28} />
        <Text component="span" className={classes.shop} truncate>
          {shop.name}
        </Text>
      </Link>
      <Badge variant="outline" color="gray" className={classes.live} visibleFrom="xs">
        {shop.liveRevision === null ? text.notLive : text.live(shop.liveRevision)}
      </Badge>
      <span className={classes.spring} />
      <SearchButton onSearch={props.onSearch} />
      <LanguageSwitch />
      <AccountMenu />
    </div>
  );
}

function SearchButton({ onSearch }: { onSearch: () => void }) {
  const text = useTexts(shellTexts);
  return (
    <>
      <Button
        visibleFrom="sm"
        variant="default"
        size="compact-md"
        className={classes.search}
        leftSection={<Icon name="search" size={15} />}
        rightSection={<Kbd size="xs">{/Mac/.test(navigator.userAgent) ? "⌘K" : "Ctrl+K"}</Kbd>}
        onClick={onSearch}
      >
        {text.search}
      </Button>
      <ActionIcon
        hiddenFrom="sm"
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={text.search}
        onClick={onSearch}
      >
        <Icon name="search" size={20} />
      </ActionIcon>
    </>
  );
}

function LanguageSwitch() {
  const text = useTexts(shellTexts);
  const other = useLocale() === "ja" ? "en" : "ja";
  return (
    <Button
      variant="subtle"
      color="gray"
      fw={500}
      size="compact-sm"
      lang={other}
      className={classes.languageSwitch}
      leftSection={<Icon name="globe" size={16} />}
      onClick={() => switchLocale(other)}
    >
      {text.switchLanguage}
    </Button>
  );
}

const ROLE = {
  OWNER: "owner",
  EDITOR: "editor",
  PUBLISHER: "publisher",
  SUPPORT: "support",
  ANALYST: "analyst",
  AUDITOR: "auditor",
} as const;

function AccountMenu() {
  const text = useTexts(shellTexts);
  const { member } = useMe();
  const [open, setOpen] = useState(false);
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
