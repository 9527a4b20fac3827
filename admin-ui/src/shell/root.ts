import { createRootRoute } from "@tanstack/react-router";

/** Parent of every screen's route. The frame around it is drawn by the router's `InnerWrap`. */
export const rootRoute = createRootRoute();
