import { texts } from "../../i18n/texts.ts";

/** What the landing page says. */
export const landingTexts = texts({
  ja: {
    form: "お申し込みフォーム",
    lead: "1 分で完了します。必要なことだけ、お聞かせください。",
    phone: "携帯電話番号",
    phoneBad: "電話番号を正しく入力してください（例: 090-1234-5678）。",
    consent: "ご注文の続きのご案内や、お得な情報（広告）をメールと SMS で受け取る",
    consentHint:
      "チェックした場合は、入力の途中で離れても、続きのご案内をお送りすることがあります。いつでも配信を停止できます。",
    toReview: "注文内容の確認へ",
    kept: "入力の途中まで、お店に伝わりました。",
    back: "ご入力の続きからどうぞ。",
    leave: "入力をやめて離れる",
    left: "ページを離れました",
    leftLead: "操作の「時計」を進めると、フォーム離脱のメッセージが受信箱に届きます。",
    toForm: "フォームに戻る",
    toInbox: "受信箱を見る",
    staff: "このお客様は（サンドボックスの設定）",
    ad: "入力離脱設定が有効な広告から来た",
    member: "会員としてログインしている",
  },
  en: {
    form: "Order form",
    lead: "It takes a minute. We ask only for what we need.",
    phone: "Mobile number",
    phoneBad: "Enter a valid telephone number, for example 090-1234-5678.",
    consent: "Send me a way back to my order, and special offers (advertising), by e-mail and SMS",
    consentHint:
      "With the tick we may write to you if you leave before you have finished. You can unsubscribe at any time.",
    toReview: "Continue to your order",
    kept: "The shop knows what you have typed so far.",
    back: "Go on where you stopped.",
    leave: "Stop and leave",
    left: "You have left the page",
    leftLead: "Move the clock on in the controls: messages about a form that was left arrive in the inbox.",
    toForm: "Back to the form",
    toInbox: "See the inbox",
    staff: "This shopper (a setting of the sandbox)",
    ad: "came by an advertisement with its form-exit setting on",
    member: "is signed in as a member",
  },
});
