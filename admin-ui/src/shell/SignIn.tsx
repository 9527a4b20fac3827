import { Button, Paper, Stack, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { switchLocale, useLocale } from "../i18n/locale.ts";
import { useTexts } from "../i18n/texts.ts";
import { Icon } from "../parts/Icon.tsx";
import { LinkWay, SignInForm } from "./SignInForm.tsx";
import classes from "./shell.module.css";
import { shellTexts } from "./texts.ts";

/** The whole page of a person who is not signed in. */
export function SignIn() {
  const text = useTexts(shellTexts);
  const other = useLocale() === "ja" ? "en" : "ja";
  useDocumentTitle(`${text.signIn} · Otoku`);
  return (
    <main className={classes.alone}>
      <Paper className={classes.card}>
        <Stack gap="lg">
          <div className={classes.cardHead}>
            <img src="/assets/otoku.svg" alt="" width={36} height={36} />
            <Title order={1}>{text.signIn}</Title>
          </div>
          <SignInForm />
          <LinkWay />
        </Stack>
      </Paper>
      <Button
        variant="subtle"
        color="gray"
        fw={500}
        size="compact-sm"
        lang={other}
        leftSection={<Icon name="globe" size={16} />}
        onClick={() => switchLocale(other)}
      >
        {text.switchLanguage}
      </Button>
    </main>
  );
}
