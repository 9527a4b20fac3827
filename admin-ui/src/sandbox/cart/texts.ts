import { texts } from "../../i18n/texts.ts";

/** What is said of carts that were left, and of messages about them. */
export const cartTexts = texts({
  ja: {
    restored: "前回のカートの中身を元に戻しました。金額は現在の価格です。",
    gone: (skus: string) => `販売を終了した商品は外しました（${skus}）。`,
    phone: "携帯電話番号（任意）",
    newsletter: "お知らせ（新商品やお得な情報などの広告）をメールと SMS で受け取る",
    newsletterHint: "いつでも配信を停止できます。",
    unsent: "送られなかったメッセージ",
    unsentHint:
      "ルールは送ろうとしましたが、理由があって送られませんでした。カートのリマインドは法律上の広告なので、お客様情報で「お知らせを受け取る」にチェックした方だけに届きます。",
    whyNot: "理由",
    toRecipient: (recipient: string) => `宛先 ${recipient}`,
    abandoned: "離脱",
    sent: "送信",
    clicked: "クリック",
    recovered: "回収",
    recoveredAmount: "回収額",
    fourHours: "4 時間",
    toLanding: "この商品の広告用ランディングページ（フォームの離脱を試す）",
  },
  en: {
    restored: "Your cart is as you left it, at the prices of now.",
    gone: (skus: string) => `What is no longer sold was taken out (${skus}).`,
    phone: "Mobile number (optional)",
    newsletter: "Send me news by e-mail and SMS (advertising: new products and special offers)",
    newsletterHint: "You can unsubscribe at any time.",
    unsent: "Messages that were not sent",
    unsentHint:
      "A rule asked for them, and they were kept back for a reason. By law a reminder of a cart is advertising: only buyers who ticked the news in their details get one.",
    whyNot: "Reason",
    toRecipient: (recipient: string) => `to ${recipient}`,
    abandoned: "Left",
    sent: "Sent",
    clicked: "Clicked",
    recovered: "Recovered",
    recoveredAmount: "Recovered amount",
    fourHours: "4 hours",
    toLanding: "The landing page of this product, for advertisements (try a form that is left)",
  },
});
