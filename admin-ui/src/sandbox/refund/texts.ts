import { texts } from "../../i18n/texts.ts";

export const refundTexts = texts({
  ja: {
    title: "この注文の返金を試す（サンドボックス）",
    hint: "お店のサーバーが orderRefund で報告します。ギフトカードで支払われた分は、そのカードの残高に戻ります。",
    amount: (currency: string) => `返金額（${currency}）`,
    amountBad: "返金額を数字で入力してください。",
    givePart: "この金額を返金",
    giveAll: "残りを全額返金",
    asGiftCard: "現金の分はギフトカードで返す（refund approved のルールが渡します）",
    given: (amount: string) => `${amount} を返金しました。`,
    toCard: (amount: string) => `ギフトカードへ ${amount}`,
    toPayment: (amount: string) => `お支払い方法へ ${amount}`,
    byRule: "残りはルールが渡すギフトカードで",
    lost: (amount: string) => `期限切れのため戻せなかった分 ${amount}`,
    balance: (code: string, amount: string) => `ギフトカード ${code} の残高: ${amount}`,
  },
  en: {
    title: "Refund this order (sandbox)",
    hint: "The shop’s server reports it with orderRefund. What gift cards paid goes back to their balance.",
    amount: (currency) => `Amount (${currency})`,
    amountBad: "Enter the amount in digits.",
    givePart: "Refund this amount",
    giveAll: "Refund all that is left",
    asGiftCard: "Give a gift card for what was paid in money (by rules with refund approved)",
    given: (amount) => `${amount} refunded.`,
    toCard: (amount) => `${amount} to gift cards`,
    toPayment: (amount) => `${amount} to the payment method`,
    byRule: "the rest on a gift card that a rule gives",
    lost: (amount) => `${amount} could not go back: the card is over`,
    balance: (code, amount) => `Gift card ${code} holds ${amount}`,
  },
});
