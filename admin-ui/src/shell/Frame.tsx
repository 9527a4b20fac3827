import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ask } from "../api/query.ts";
import { RequestFailure } from "../api/request.ts";
import { ShellDocument } from "../api/shell.graphql.ts";
import { Failure } from "../parts/states/Failure.tsx";
import { Shell } from "./Shell.tsx";
import { SignIn } from "./SignIn.tsx";
import classes from "./shell.module.css";
import { ShopProvider } from "./shop.tsx";

/** Stands around every screen and lets only signed-in people in; screens may rely on `useShop`. */
export function Frame({ children }: { children: ReactNode }) {
  const shell = useQuery(ask(ShellDocument, {}));
  const shop = shell.data?.shop;
  if (shop) {
    return (
      <ShopProvider shop={shop}>
        <Shell>{children}</Shell>
      </ShopProvider>
    );
  }
  if (isSignedOut(shell.error)) return <SignIn />;
  return (
    <main className={classes.alone} aria-busy={shell.isPending}>
      {shell.error && <Failure error={shell.error} retry={() => shell.refetch()} order={1} />}
    </main>
  );
}

function isSignedOut(error: unknown): boolean {
  return error instanceof RequestFailure && error.code === "UNAUTHENTICATED";
}
