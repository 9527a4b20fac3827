import { texts } from "../../i18n/texts.ts";

export const productsTexts = texts({
  ja: { title: "商品" },
  en: { title: "Products" },
});
