import type { Locale } from "../../i18n/locale.ts";

const NAMES: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  validate: { ja: "ルールの検査", en: "check rules" },
  read: { ja: "閲覧", en: "look" },
  edit: { ja: "ルールの編集", en: "edit rules" },
  publish: { ja: "公開", en: "publish" },
  money: { ja: "返金・払い戻しの実行", en: "move money" },
  coupons: { ja: "クーポンの操作", en: "manage coupons" },
  catalog: { ja: "商品の取り込み", en: "import products" },
  customers: { ja: "お客様情報の登録", en: "manage customers" },
  messages: { ja: "メッセージの操作", en: "manage messages" },
  settings: { ja: "設定の変更", en: "change settings" },
  staff: { ja: "スタッフの管理", en: "manage staff" },
  export: { ja: "書き出し", en: "export" },
  audit: { ja: "監査ログの閲覧", en: "read the audit log" },
  pii: { ja: "個人情報の閲覧", en: "see personal data" },
  reveal: { ja: "コードの表示", en: "see full codes" },
  tokens: { ja: "トークンの管理", en: "manage tokens" },
  privacy: { ja: "個人データの開示と消去", en: "hand out and erase personal data" },
};

/** A right as people call it; an unknown one by its own name. */
export function rightName(right: string, locale: Locale): string {
  return NAMES[right]?.[locale] ?? right;
}
