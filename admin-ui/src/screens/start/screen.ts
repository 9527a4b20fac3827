import { createRoute, redirect } from "@tanstack/react-router";
import { rootRoute } from "../../shell/root.ts";

/** `/admin/` leads to the first screen of the navigation. */
export const startRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/rules", replace: true });
  },
});
