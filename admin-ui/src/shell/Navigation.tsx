import { NavLink } from "@mantine/core";
import { Link, useLocation } from "@tanstack/react-router";
import { useLocale } from "../i18n/locale.ts";
import { Icon } from "../parts/Icon.tsx";
import { navigation } from "../screens/registry.ts";
import { type NavEntry, opened } from "./nav.ts";
import { SandboxLink } from "./SandboxLink.tsx";
import classes from "./shell.module.css";
import { useMe } from "./shop.tsx";

/** The screens, daily work first. */
export function Navigation() {
  const entries = opened(navigation, useMe().rights);
  const daily = entries.filter((entry: NavEntry) => entry.section === "daily");
  const rest = entries.filter((entry: NavEntry) => entry.section === "manage");
  return (
    <>
      <Entries entries={daily} />
      {daily.length > 0 && rest.length > 0 && <hr className={classes.divider} />}
      <Entries entries={rest} />
      <hr className={classes.divider} />
      <SandboxLink />
    </>
  );
}

function Entries({ entries }: { entries: readonly NavEntry[] }) {
  const locale = useLocale();
  const { pathname } = useLocation();
  return (
    <ul className={classes.entries}>
      {entries.map(({ to, label, icon }) => {
        const current = to === "/" ? pathname === "/" : pathname === to || pathname.startsWith(`${to}/`);
        return (
          <li key={to}>
            <NavLink
              component={Link}
              to={to}
              label={label[locale]}
              leftSection={<Icon name={icon} />}
              active={current}
              aria-current={current ? "page" : undefined}
              className={classes.entry}
            />
          </li>
        );
      })}
    </ul>
  );
}
