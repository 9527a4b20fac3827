import type { WebhookEndpointsQuery } from "./queries.graphql.ts";

export type Endpoint = WebhookEndpointsQuery["webhookEndpoints"][number];
export type Topic = Endpoint["topics"][number];

/** What an endpoint can be told of; a test is only ever asked for. */
export const TOPICS = [
  "ORDER_RECORDED",
  "ORDER_REFUNDED",
  "COUPON_ISSUED",
  "COUPON_REDEEMED",
  "COUPON_EXPIRED",
  "OFFER_SUCCEEDED",
  "OFFER_FAILED",
  "OFFER_DECLINED",
  "OFFER_EXPIRED",
  "CONTRACT_ENDED",
  "GIFT_CARD_ISSUED",
  "GIFT_CARD_CREDITED",
  "GIFT_CARD_REDEEMED",
  "GIFT_CARD_REFUNDED",
  "GIFT_CARD_EXPIRED",
  "CART_RECOVERED",
  "RULES_PUBLISHED",
] as const satisfies readonly Topic[];
