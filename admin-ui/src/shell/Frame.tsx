import { useQuery } from "@tanstack/react-query";
import { lazy, type ReactNode, Suspense, useEffect, useState } from "react";
import { AccountDocument, CurrentShopDocument, type PersonFragment } from "../api/account.graphql.ts";
import { ask } from "../api/query.ts";
import { RequestFailure } from "../api/request.ts";
import { sessionHasEnded } from "../api/session.ts";
import { Failure } from "../parts/states/Failure.tsx";
import { Shell } from "./Shell.tsx";
import classes from "./shell.module.css";
import { PlaceProvider } from "./shop.tsx";

const SignIn = lazy(() => import("./SignIn.tsx").then(({ SignIn }) => ({ default: SignIn })));
const FactorRequired = lazy(() =>
  import("./FactorRequired.tsx").then(({ FactorRequired }) => ({ default: FactorRequired })),
);

/** Stands around every screen and lets only signed-in people in; screens may rely on `useShop` and `useMe`. */
export function Frame({ children }: { children: ReactNode }) {
  const account = useQuery(ask(AccountDocument, {}));
  const me = useKept(account.data?.me);
  const current = useQuery({
    ...ask(CurrentShopDocument, {}),
    enabled: Boolean(me) && !me?.secondFactorRequired,
  });
  const shop = current.data?.shop;
  // Until the recovery codes are kept, and not only until the factor is there: they are shown once.
  const [settingUp, setSettingUp] = useState(false);
  if (me?.secondFactorRequired && !settingUp) setSettingUp(true);
  if (settingUp) {
    return (
      <Suspense>
        <FactorRequired onDone={() => setSettingUp(false)} />
      </Suspense>
    );
  }
  // A session that ends later leaves both in memory: the screen stays, under the dialog of `SessionEnded`.
  if (me && shop) {
    return (
      <PlaceProvider me={me} shop={shop}>
        <Shell>{children}</Shell>
      </PlaceProvider>
    );
  }
  const error = account.error ?? current.error;
  if (account.data?.me === null || isSignedOut(error)) {
    return (
      <Suspense>
        <SignIn />
      </Suspense>
    );
  }
  return (
    <main className={classes.alone} aria-busy={!error}>
      {error && <Failure error={error} retry={() => (me ? current : account).refetch()} order={1} />}
    </main>
  );
}

/** The person, also after the session has ended: then the dialog is called, and the screen stays. */
function useKept(me: PersonFragment | null | undefined): PersonFragment | undefined {
  const [kept, setKept] = useState<PersonFragment>();
  if (me && me !== kept) setKept(me);
  useEffect(() => {
    if (me === null && kept) sessionHasEnded();
  }, [me, kept]);
  return me ?? kept;
}

function isSignedOut(error: unknown): boolean {
  return error instanceof RequestFailure && error.code === "UNAUTHENTICATED";
}
