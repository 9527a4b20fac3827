import { expect, test } from "vitest";
import { addressOf, type Case, caseOf, caseSearch, codesIn, EMPTY_CASE, simulationOf } from "./case.ts";

const CASE: Case = {
  ...EMPTY_CASE,
  event: "placed",
  at: "2026-11-21T18:15",
  lines: [{ sku: "SAMPLE-1", quantity: 2 }],
  email: "taro@shop.example",
  member: true,
  codes: "ｗｅｌｃｏｍｅ10、 7K2M-9QXD",
  shipping: 500,
  channel: "web",
};

test("a case comes back from its address", () => {
  const { search, fragment } = addressOf(CASE);
  const read = caseOf(caseSearch(JSON.parse(JSON.stringify(search))), fragment);
  expect(read).toEqual({ ...CASE, codes: "WELCOME10 7K2M9QXD" });
  expect(addressOf(read)).toEqual({ search, fragment });
});

test("addresses and codes of people are in no part that a server is sent", () => {
  expect(JSON.stringify(addressOf(CASE).search)).not.toMatch(/taro|WELCOME/i);
});

test("an address that somebody typed is read as far as it is understood", () => {
  const typed = {
    event: "explode",
    at: "soon",
    cart: [["A", 1], ["B", -1], "C"],
    shipping: -3,
    rules: "both",
  };
  expect(caseSearch(typed)).toEqual({ rules: "both", cart: [["A", 1]] });
});

test("codes are separated by what people type between them", () => {
  expect(codesIn(" otoku10, OTOKU10、おちゃ2026　x ")).toEqual(["OTOKU10", "おちゃ2026", "X"]);
});

test("a moment is read on the shop's clock", () => {
  expect(simulationOf(CASE, "Asia/Tokyo").at).toBe("2026-11-21T09:15:00.000Z");
});

test("a stored order is asked for by its number alone", () => {
  const asked = simulationOf({ ...CASE, source: "order", order: "１０４２", at: "" }, "Asia/Tokyo");
  expect(asked).toEqual({ orderId: "1042", cartOnly: false, at: null });
});
