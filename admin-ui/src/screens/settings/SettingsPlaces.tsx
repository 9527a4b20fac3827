import { texts, useTexts } from "../../i18n/texts.ts";
import { Places } from "../../parts/Places.tsx";
import { useRight } from "../../shell/shop.tsx";

const placesTexts = texts({
  ja: {
    settings: "設定の種類",
    shop: "ショップ",
    templates: "テンプレート",
    staff: "スタッフ",
    tokens: "API トークン",
    webhooks: "Webhook",
    jobs: "ファイルの処理",
  },
  en: {
    settings: "Kinds of settings",
    shop: "Shop",
    templates: "Templates",
    staff: "Staff",
    tokens: "API tokens",
    webhooks: "Webhooks",
    jobs: "Files and jobs",
  },
});

/** The kinds of settings that the person may open. */
export function SettingsPlaces({
  at,
}: {
  at: "shop" | "templates" | "staff" | "tokens" | "webhooks" | "jobs";
}) {
  const text = useTexts(placesTexts);
  const staff = useRight("staff");
  const tokens = useRight("tokens");
  const all = [
    { id: "shop", to: "/settings", may: true },
    { id: "templates", to: "/settings/templates", may: true },
    { id: "staff", to: "/settings/staff", may: staff },
    { id: "tokens", to: "/settings/tokens", may: tokens },
    { id: "webhooks", to: "/settings/webhooks", may: tokens },
    { id: "jobs", to: "/settings/jobs", may: true },
  ] as const;
  return (
    <Places
      label={text.settings}
      places={all.filter(({ id, may }) => may || id === at).map(({ id, to }) => ({ to, label: text[id] }))}
    />
  );
}
