import { ask, queryClient } from "../../api/query.ts";
import { request } from "../../api/request.ts";
import { formatDay } from "../../i18n/format.ts";
import { folded, normalised } from "../../i18n/normalise.ts";
import type { CommandSource } from "../../shell/palette/command.ts";
import {
  FindCouponsDocument,
  FindOrderDocument,
  FindOrdersDocument,
  FindRulesDocument,
} from "./queries.graphql.ts";

const MOST = 5;
const CODE = /^[0-9A-Z\s‐-―ー−-]{6,24}$/i;
const WORDS = {
  ja: { rule: "ルール", coupon: "クーポン", order: "注文" },
  en: { rule: "Rule", coupon: "Coupon", order: "Order" },
};

/** Rules by name or title, as they are edited now. */
export const findRules: CommandSource = async (typed, locale) => {
  const { ruleList } = await queryClient.fetchQuery(ask(FindRulesDocument, {}));
  const wanted = folded(typed);
  return ruleList
    .filter(({ name, title }) => folded(`${name} ${title}`).includes(wanted))
    .slice(0, MOST)
    .map(({ name, title, file }) => ({
      id: `rule:${name}`,
      label: title || name,
      hint: title ? `${WORDS[locale].rule} · ${name}` : WORDS[locale].rule,
      icon: "rule",
      to: `/rules/${encodeURIComponent(file)}`,
      search: { rule: name },
    }));
};

/** The coupon of a code that a customer reads out, or the newest ones of an address. */
export const findCoupons: CommandSource = async (typed, locale, signal, may) => {
  const address = typed.includes("@");
  if (!may(address ? "pii" : "coupons") || !(address || CODE.test(normalised(typed)))) return [];
  const filter = address ? { email: typed } : { code: typed };
  const { coupons } = await request(FindCouponsDocument, { filter }, signal);
  return coupons.edges.map(({ node: { id, maskedCode, ruleName } }) => ({
    id: `coupon:${id}`,
    label: maskedCode,
    hint: `${WORDS[locale].coupon} · ${ruleName}`,
    icon: "ticket",
    to: `/coupons/${encodeURIComponent(id)}`,
  }));
};

/** The order of a number, or the newest ones of an address. */
export const findOrders: CommandSource = async (typed, locale, signal, may) => {
  const found = (externalId: string, hint: string) => ({
    id: `order:${externalId}`,
    label: externalId,
    hint,
    icon: "list" as const,
    to: `/orders/${encodeURIComponent(externalId)}`,
  });
  if (!typed.includes("@")) {
    const { order } = await request(FindOrderDocument, { externalId: typed }, signal);
    return order ? [found(order.externalId, WORDS[locale].order)] : [];
  }
  if (!may("pii")) return [];
  const { orders } = await request(FindOrdersDocument, { filter: { email: typed } }, signal);
  return orders.edges.map(({ node: { externalId, placedAt } }) =>
    found(externalId, `${WORDS[locale].order} · ${formatDay(placedAt.slice(0, 10))}`),
  );
};
