import { ActionIcon, Badge, Button, Kbd, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { switchLocale, useLocale } from "../i18n/locale.ts";
import { useTexts } from "../i18n/texts.ts";
import { Icon } from "../parts/Icon.tsx";
import classes from "./shell.module.css";
import { useShop } from "./shop.tsx";
import { shellTexts } from "./texts.ts";

/** Loaded when it is wanted: floating panels are no part of the first screen. */
const AccountMenu = lazy(() =>
  import("./AccountMenu.tsx").then(({ AccountMenu }) => ({ default: AccountMenu })),
);

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
      <Account />
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

function Account() {
  const text = useTexts(shellTexts);
  const [wanted, setWanted] = useState(false);
  const button = (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="lg"
      aria-label={text.account}
      aria-haspopup="dialog"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      <Icon name="user" size={20} />
    </ActionIcon>
  );
  return wanted ? (
    <Suspense fallback={button}>
      <AccountMenu />
    </Suspense>
  ) : (
    button
  );
}
