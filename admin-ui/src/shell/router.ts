import { createRouter } from "@tanstack/react-router";
import { ScreenError } from "../parts/states/ScreenError.tsx";
import { routes } from "../screens/registry.ts";
import { Frame } from "./Frame.tsx";
import { NoPage } from "./NoPage.tsx";
import { rootRoute } from "./root.ts";

export const router = createRouter({
  routeTree: rootRoute.addChildren([...routes]),
  basepath: "/admin",
  defaultPreload: "intent",
  scrollRestoration: true,
  InnerWrap: Frame,
  defaultNotFoundComponent: NoPage,
  defaultErrorComponent: ScreenError,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
