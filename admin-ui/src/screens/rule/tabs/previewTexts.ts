import { texts } from "../../../i18n/texts.ts";

/** Those of the preview, which is loaded by itself. */
export const previewTexts = texts({
  ja: {
    line: (line: number) => `${line}行目`,
    results: "成果を見る",
    noOffer: "プレビューできるアップセルがありません",
    noOfferHow: "offer のルールを書くと、購入直後のページをここで確かめられます。",
    previewOf: "何をプレビューするか",
    previewRule: "ルール",
    previewBought: "直前に購入した商品",
    previewOrder: "注文番号から（任意）",
    previewLanguage: "ページの言語",
    previewWidth: "画面の幅",
    phone: "スマートフォン",
    wide: "パソコン",
    previewLead:
      "編集中の内容で、お客様に出るページそのものです。条件・期間・上限・予算は満たしているものとします。ボタンは動きません。",
    closesAfter: (span: string) => `表示から ${span}で閉じます。`,
    noPage: (reason: string) => `この購入ではページは出ません: ${reason}`,
  },
  en: {
    line: (line: number) => `Line ${line}`,
    results: "See its results",
    noOffer: "There is no offer to preview",
    noOfferHow: "Write an offer, and see its page after payment here.",
    previewOf: "What to preview",
    previewRule: "Rule",
    previewBought: "Bought just before",
    previewOrder: "From an order number (optional)",
    previewLanguage: "Language of the page",
    previewWidth: "Width of the screen",
    phone: "Phone",
    wide: "Computer",
    previewLead:
      "The very page that shoppers get, as the text stands now. Conditions, hours, limits and budgets are taken as met. Its buttons do nothing.",
    closesAfter: (span: string) => `It closes ${span} after it is shown.`,
    noPage: (reason: string) => `This purchase brings no page: ${reason}`,
  },
});
