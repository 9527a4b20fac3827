import { Button, Code, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { switchLocale, useLocale } from "../i18n/locale.ts";
import { useTexts } from "../i18n/texts.ts";
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
        <Stack gap="md">
          <img src="/assets/otoku.svg" alt="" width={40} height={40} />
          <Title order={1}>{text.signIn}</Title>
          <Text>{text.signInWhy}</Text>
          <SignInWay />
          <Button
            variant="subtle"
            color="dark"
            size="compact-sm"
            lang={other}
            className={classes.language}
            onClick={() => switchLocale(other)}
          >
            {text.switchLanguage}
          </Button>
        </Stack>
      </Paper>
    </main>
  );
}

/** How one signs in: the same words on the page and in the dialog of an ended session. */
export function SignInWay() {
  const text = useTexts(shellTexts);
  return (
    <Stack gap="xs">
      <Text>{text.signInHow}</Text>
      <Code block>otoku sign-in</Code>
      <Text c="dimmed" size="sm">
        {text.signInShort}
      </Text>
    </Stack>
  );
}
