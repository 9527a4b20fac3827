import { Code, Stack, Text } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useTexts } from "../../i18n/texts.ts";
import { Facts } from "../../parts/detail/Facts.tsx";
import { Section } from "../../parts/detail/Section.tsx";
import type { ShopProfileQuery } from "./queries.graphql.ts";
import { settingsTexts } from "./texts.ts";

type Shop = NonNullable<ShopProfileQuery["shop"]>;

const ROUNDING = ["down", "half", "up"] as const;

/** What the `shop` block of the rules says, the legal notice too; it is changed there and published. */
export function FromRules({ shop, block }: { shop: Shop; block: ShopProfileQuery["shopBlock"] }) {
  const text = useTexts(settingsTexts);
  const rounding = ROUNDING.find((each) => each === shop.rounding);
  const quiet = shop.quietFrom && shop.quietTo && `${shop.quietFrom.slice(0, 5)}–${shop.quietTo.slice(0, 5)}`;
  return (
    <Section
      title={text.fromRules}
      actions={
        block && (
          <Link to="/rules/$file" params={{ file: block.path }} search={{ line: block.line }}>
            {text.openRules}
          </Link>
        )
      }
    >
      <Stack gap="md">
        <Text c="dimmed" size="sm">
          {text.fromRulesLead}
        </Text>
        <Facts
          of={[
            [text.currency, shop.currency],
            [text.timeZone, shop.timeZone],
            [text.rounding, rounding ? text[rounding] : shop.rounding],
            [text.sender, shop.senderEmail || null],
            [text.quiet, quiet || text.none],
            [text.compat, shop.compat || text.none],
            [text.shopId, shop.id],
          ]}
        />
        {block ? (
          <Code block tabIndex={0} role="group" aria-label={text.block}>
            {block.text}
          </Code>
        ) : (
          <Text size="sm">{text.noBlock}</Text>
        )}
      </Stack>
    </Section>
  );
}
