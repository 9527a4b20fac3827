import { Title } from "@mantine/core";
import { useTexts } from "../../i18n/texts.ts";
import { productsTexts } from "./texts.ts";

/** The shop's catalogue as rules see it. */
export function Products() {
  const text = useTexts(productsTexts);
  return <Title order={1}>{text.title}</Title>;
}
