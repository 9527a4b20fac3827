import { NavLink } from "@mantine/core";
import { useTexts } from "../i18n/texts.ts";
import { Icon } from "../parts/Icon.tsx";
import classes from "./shell.module.css";
import { shellTexts } from "./texts.ts";

/** The way to the practice shop, which opens beside the admin app. */
export function SandboxLink() {
  const text = useTexts(shellTexts);
  return (
    <NavLink
      component="a"
      href="/sandbox/"
      target="_blank"
      rel="noopener"
      label={text.sandbox}
      leftSection={<Icon name="flask" />}
      rightSection={<Icon name="external" size={14} />}
      className={classes.entry}
      aria-label={text.sandboxNewTab}
    />
  );
}
