import { Button, Paper, Stack, Text, Title } from "@mantine/core";
import { useDocumentTitle } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useConfirmation } from "../api/confirm.ts";
import { ask } from "../api/query.ts";
import { useTexts } from "../i18n/texts.ts";
import { Failure } from "../parts/states/Failure.tsx";
import { Loading } from "../parts/states/Loading.tsx";
import { OwnAccountDocument } from "../screens/account/queries.graphql.ts";
import { SecondFactor } from "../screens/account/SecondFactor.tsx";
import { ConfirmIdentity } from "./ConfirmIdentity.tsx";
import classes from "./shell.module.css";
import { shellTexts } from "./texts.ts";

/** The whole page of a person whose role needs a second factor and who has none yet: nothing else opens before (SEC20). */
export function FactorRequired({ onDone }: { onDone: () => void }) {
  const text = useTexts(shellTexts);
  const { data, error, refetch } = useQuery(ask(OwnAccountDocument, {}));
  const proving = useConfirmation() !== null;
  useDocumentTitle(`${text.factorRequired} · Otoku`);
  return (
    <main className={classes.alone}>
      <Paper className={classes.card}>
        <Stack gap="md">
          <Title order={1}>{text.factorRequired}</Title>
          <Text>{text.factorRequiredWhy}</Text>
        </Stack>
      </Paper>
      <div className={classes.setUp}>
        {data?.me && <SecondFactor me={data.me} onKept={onDone} />}
        {!data && error && <Failure error={error} retry={() => refetch()} />}
        {!data && !error && <Loading />}
      </div>
      <form method="post" action="/sign-out">
        <Button type="submit" variant="subtle" color="gray" fw={500}>
          {text.signOut}
        </Button>
      </form>
      {proving && <ConfirmIdentity withCode={false} />}
    </main>
  );
}
