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
import { useRulesFollowed } from "./useRulesFollowed.ts";

const Palette = lazy(() => import("./palette/Palette.tsx").then(({ Palette }) => ({ default: Palette })));
const ConfirmIdentity = lazy(() =>
  import("./ConfirmIdentity.tsx").then(({ ConfirmIdentity }) => ({ default: ConfirmIdentity })),
);
const SessionEnded = lazy(() =>
  import("./SessionEnded.tsx").then(({ SessionEnded }) => ({ default: SessionEnded })),
);

/** Header, navigation and the place of the screen; on a phone the navigation folds away. */
export function Shell({ children }: { children: ReactNode }) {
  const text = useTexts(shellTexts);
  const { secondFactor } = useMe().member;
  const [open, menu] = useDisclosure(false);
  const proving = useConfirmation() !== null;
  const ended = useSessionEnded();
  useRulesFollowed();
  const [searching, palette] = useDisclosure(false);
  useHotkeys([["mod+K", palette.toggle]], []);
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the menu closes whenever the screen changes
  useEffect(() => menu.close(), [pathname]);
  return (
    <div className={classes.frame}>
      <a href="#content" className="skip">
        {text.skip}
      </a>
      <header className={classes.header}>
        <Header menuOpen={open} onMenu={menu.toggle} onSearch={palette.open} />
      </header>
      <nav className={classes.navbar} data-open={open || undefined} aria-label={text.navigation}>
        <Navigation />
      </nav>
      <main className={classes.main} id="content" tabIndex={-1}>
        {/* One child, so that the layout of screens is the same whether they return one element or several. */}
        <div>{children}</div>
      </main>
      {/* Loaded when they are wanted: they are no part of the first screen. */}
      <Suspense>
        {searching && <Palette opened onClose={palette.close} />}
        {proving && <ConfirmIdentity withCode={secondFactor} />}
        {ended && <SessionEnded />}
      </Suspense>
    </div>
  );
}
