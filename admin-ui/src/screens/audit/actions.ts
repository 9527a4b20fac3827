import type { Locale } from "../../i18n/locale.ts";

type Both = Readonly<Record<Locale, string>>;

/** What is written into the audit trail, and how people call it. One that is not here is shown as written. */
export const ACTIONS: Readonly<Record<string, Both>> = {
  "coupon.code_shown": { ja: "クーポンのコードを表示", en: "Coupon code shown" },
  "payment settled": { ja: "支払いを手動で確定", en: "Payment settled by hand" },
  "payment tried again": { ja: "支払いを再試行", en: "Payment tried again" },
  "coupon requested": { ja: "クーポンを手動で発行", en: "Coupon given by hand" },
  "coupon extended": { ja: "クーポンの期限を延長", en: "Coupon extended" },
  "coupon sent again": { ja: "クーポンのメールを再送", en: "Coupon sent again" },
  "coupon revoked": { ja: "クーポンを停止", en: "Coupon stopped" },
  "message resolved": { ja: "メッセージの結果を決定", en: "Message settled" },
  "person exported": { ja: "個人データを書き出し", en: "Person's data exported" },
  "erasure begun": { ja: "個人データの消去を開始", en: "Erasure of a person begun" },
  "person erased": { ja: "個人データを消去", en: "Person erased" },
  "products saved": { ja: "商品を保存", en: "Products saved" },
  "revision added": { ja: "ルールの版を保存", en: "Rule revision stored" },
  "revision made live": { ja: "ルールを公開", en: "Rules made live" },
  "sample data added": { ja: "サンプルデータを追加", en: "Sample data added" },
  "sample data removed": { ja: "サンプルデータを削除", en: "Sample data removed" },
  "shop settings changed": { ja: "ショップの設定を変更", en: "Shop settings changed" },
  "staff added": { ja: "スタッフを追加", en: "Staff added" },
  "staff changed": { ja: "スタッフを変更", en: "Staff changed" },
  "staff signed in": { ja: "スタッフがサインイン", en: "Staff signed in" },
  "test mail sent": { ja: "テストメールを送信", en: "Test mail sent" },
  "token added": { ja: "API トークンを作成", en: "API token made" },
  "token revoked": { ja: "API トークンを停止", en: "API token revoked" },
};

const DETAILS: Readonly<Record<string, Both>> = {
  reason: { ja: "理由", en: "Reason" },
  role: { ja: "役割", en: "Role" },
  until: { ja: "新しい期限", en: "New end" },
  outcome: { ja: "結果", en: "Outcome" },
  rule: { ja: "ルール", en: "Rule" },
  name: { ja: "名前", en: "Name" },
  note: { ja: "メモ", en: "Note" },
  kind: { ja: "種類", en: "Kind" },
  saved: { ja: "保存した数", en: "Saved" },
  before: { ja: "前の版", en: "Before" },
  fingerprint: { ja: "内容のハッシュ", en: "Fingerprint" },
  removed: { ja: "削除した数", en: "Removed" },
};

/** What was done, as people call it. */
export function actionName(action: string, locale: Locale): string {
  return ACTIONS[action]?.[locale] ?? action;
}

/** What a detail is called. */
export function detailName(name: string, locale: Locale): string {
  return DETAILS[name]?.[locale] ?? name;
}
