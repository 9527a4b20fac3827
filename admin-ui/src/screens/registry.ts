import type { CommandSource } from "../shell/palette/command.ts";
import { partsRoute } from "./parts/screen.ts";
import { productsNav, productsRoute } from "./products/screen.ts";
import { startRoute } from "./start/screen.ts";

/** Every screen's route: import it and add it here; the types of links follow. */
export const routes = [startRoute, productsRoute, partsRoute] as const;

/** The navigation, in its order from top to bottom. */
export const navigation = [productsNav] as const;

/** What screens add to the palette beside themselves: rules by name, codes, orders. */
export const commandSources: readonly CommandSource[] = [];
