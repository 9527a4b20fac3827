import { AppShell } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useLocation } from "@tanstack/react-router";
import { lazy, type ReactNode, Suspense, useEffect } from "react";
import { useConfirmation } from "../api/confirm.ts";
import { useSessionEnded } from "../api/session.ts";
import { useTexts } from "../i18n/texts.ts";
import { Header } from "./Header.tsx";
import { Navigation } from "./Navigation.tsx";
import classes from "./shell.module.css";
import { useMe } from "./shop.tsx";
import { shellTexts } from "./texts.ts";

const Palette = lazy(() => import("./palette/Palette.tsx").then(({ Palette }) => ({ default: Palette })));
const ConfirmIdentity = lazy(() =>
  import("./ConfirmIdentity.tsx").then(({ ConfirmIdentity }) => ({ default: ConfirmIdentity })),
);
const SessionEnded = lazy(() =>
  import("./SessionEnded.tsx").then(({ SessionEnded }) => ({ default: SessionEnded })),
);

const HEADER = 56;
const NAVIGATION = 216;

/** Header, navigation and the place of the screen; on a phone the navigation folds away. */
export function Shell({ children }: { children: ReactNode }) {
  const text = useTexts(shellTexts);
  const { secondFactor } = useMe().member;
  const [open, menu] = useDisclosure(false);
  const proving = useConfirmation() !== null;
  const ended = useSessionEnded();
  const [searching, palette] = useDisclosure(false);
  useHotkeys([["mod+K", palette.toggle]], []);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the screen changes
  useEffect(() => menu.close(), [pathname]);
  return (
    <AppShell
      header={{ height: HEADER }}
      navbar={{ width: NAVIGATION, breakpoint: "sm", collapsed: { mobile: !open } }}
      padding={0}
      transitionDuration={0}
    >
      <a href="#content" className="skip">
        {text.skip}
      </a>
      <AppShell.Header className={classes.header}>
        <Header menuOpen={open} onMenu={menu.toggle} onSearch={palette.open} />
      </AppShell.Header>
      <AppShell.Navbar className={classes.navbar} component="nav" aria-label={text.navigation}>
        <Navigation />
      </AppShell.Navbar>
      <AppShell.Main className={classes.main} id="content" tabIndex={-1}>
        {/* One child, so that the layout of screens is the same whether they return one element or several. */}
        <div>{children}</div>
      </AppShell.Main>
      {/* Loaded when they are wanted: they are no part of the first screen. */}
      <Suspense>
        {searching && <Palette opened onClose={palette.close} />}
        {proving && <ConfirmIdentity withCode={secondFactor} />}
        {ended && <SessionEnded />}
      </Suspense>
    </AppShell>
  );
}
