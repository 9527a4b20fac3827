import { productsNav, productsRoute } from "./products/screen.ts";
import { startRoute } from "./start/screen.ts";

/** Every screen's route: import it and add it here; the types of links follow. */
export const routes = [startRoute, productsRoute] as const;

/** The navigation, in its order from top to bottom. */
export const navigation = [productsNav] as const;
