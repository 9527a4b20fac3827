import type { CommandSource } from "../shell/palette/command.ts";
import { accountRoute } from "./account/screen.ts";
import { auditNav, auditRoute } from "./audit/screen.ts";
import { budgetsNav, budgetsRoute } from "./budgets/screen.ts";
import {
  approvalsRoute,
  balancesRoute,
  bulkRefundRoute,
  cardRoute,
  cardsNav,
  cardsRoute,
} from "./cards/screen.ts";
import { cartsNav, cartsRoute } from "./carts/screen.ts";
import { couponRoute, couponsNav, couponsRoute } from "./coupons/screen.ts";
import { consentsRoute, customersNav, customersRoute, privacyRoute } from "./customers/screen.ts";
import { experimentRoute, experimentsNav, experimentsRoute } from "./experiments/screen.ts";
import { homeNav, homeRoute } from "./home/screen.ts";
import { codesRoute, jobsRoute } from "./jobs/screen.ts";
import { listRoute, listsNav, listsRoute } from "./lists/screen.ts";
import { channelsRoute, inboxRoute, messagesNav, messagesRoute } from "./messages/screen.ts";
import { offerRoute, offersNav, offersRoute } from "./offers/screen.ts";
import { orderRoute, ordersNav, ordersRoute } from "./orders/screen.ts";
import { partsRoute } from "./parts/screen.ts";
import { importRoute, productRoute, productsNav, productsRoute } from "./products/screen.ts";
import { releasesNav, releasesRoute } from "./releases/screen.ts";
import { ruleRoute } from "./rule/screen.ts";
import { rulesNav, rulesRoute } from "./rules/screen.ts";
import { newRuleRoute } from "./rules/wizard/screen.ts";
import {
  settingsNav,
  shopSettingsRoute,
  staffRoute,
  templatesRoute,
  tokensRoute,
  webhooksRoute,
} from "./settings/screen.ts";
import { simulatorNav, simulatorRoute } from "./simulator/screen.ts";
import { statsNav, statsRoute } from "./stats/screen.ts";

/** Every screen's route: import it and add it here; the types of links follow. */
export const routes = [
  homeRoute,
  rulesRoute,
  newRuleRoute,
  ruleRoute,
  releasesRoute,
  simulatorRoute,
  couponsRoute,
  couponRoute,
  offersRoute,
  offerRoute,
  budgetsRoute,
  cardsRoute,
  bulkRefundRoute,
  balancesRoute,
  approvalsRoute,
  cardRoute,
  cartsRoute,
  messagesRoute,
  inboxRoute,
  channelsRoute,
  listsRoute,
  listRoute,
  statsRoute,
  experimentsRoute,
  experimentRoute,
  productsRoute,
  shopSettingsRoute,
  templatesRoute,
  staffRoute,
  tokensRoute,
  webhooksRoute,
  jobsRoute,
  codesRoute,
  accountRoute,
  auditRoute,
  customersRoute,
  consentsRoute,
  privacyRoute,
  ordersRoute,
  orderRoute,
  importRoute,
  productRoute,
  partsRoute,
] as const;

/** The navigation, in its order from top to bottom. */
export const navigation = [
  homeNav,
  rulesNav,
  simulatorNav,
  couponsNav,
  offersNav,
  cardsNav,
  cartsNav,
  listsNav,
  messagesNav,
  statsNav,
  experimentsNav,
  budgetsNav,
  releasesNav,
  productsNav,
  ordersNav,
  customersNav,
  auditNav,
  settingsNav,
] as const;

/** What screens add to the palette beside themselves: rules by name, codes, orders. */
export const commandSources: readonly CommandSource[] = [
  async (...asked) => (await found()).findRules(...asked),
  async (...asked) => (await found()).findCoupons(...asked),
  async (...asked) => (await found()).findOrders(...asked),
];

/** Loaded with the first search: no part of the first screen. */
function found() {
  return import("./palette/sources.ts");
}
