import { Button, Fieldset, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useAct } from "../../../api/act.ts";
import { minorDigits, readMoney } from "../../../i18n/money.ts";
import { readWhole } from "../../../i18n/normalise.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { Banner } from "../../../parts/states/Banner.tsx";
import { sentence } from "../../../parts/states/Failure.tsx";
import { stateTexts } from "../../../parts/states/texts.ts";
import { useRight, useShop } from "../../../shell/shop.tsx";
import { type LimitRowFragment, SetRoleLimitsDocument } from "./queries.graphql.ts";
import { approvalTexts } from "./texts.ts";

type Limit = "credit" | "cashOut" | "bulkRefund" | "discountPercent" | "budget";
type Typed = Readonly<Record<string, string>>;

/** The roles that move money or publish, with what each of them does. */
const ROLES = {
  SUPPORT: ["credit"],
  PUBLISHER: ["cashOut", "bulkRefund", "discountPercent", "budget"],
  OWNER: ["credit", "cashOut", "bulkRefund", "discountPercent", "budget"],
} as const satisfies Record<string, readonly Limit[]>;
const ROLE_NAMES = Object.keys(ROLES) as (keyof typeof ROLES)[];

/** How much each role may do alone; owners change it. */
export function Limits({ of }: { of: readonly LimitRowFragment[] }) {
  const text = useTexts(approvalTexts);
  const state = useTexts(stateTexts);
  const { currency } = useShop();
  const maySet = useRight("staff");
  const [typed, setTyped] = useState<Typed>(() => asTyped(of, currency));
  const [tried, setTried] = useState(false);
  const act = useAct(SetRoleLimitsDocument, (result) => result.roleLimitsSet, { done: text.saved });
  const value = (role: string, limit: Limit) => read(typed[`${role} ${limit}`] ?? "", limit, currency);
  const save = () => {
    setTried(true);
    const limits = ROLE_NAMES.map((role) => ({
      role,
      ...Object.fromEntries(ROLES[role].map((limit) => [limit, value(role, limit)])),
    }));
    const bad = limits.some((one) => Object.values(one).includes(undefined as never));
    if (!bad) act.mutate({ input: { limits } });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <Stack gap="md">
        <div>{text.limitsWhat}</div>
        {!maySet && <Banner kind="info">{text.limitsOwner}</Banner>}
        {ROLE_NAMES.map((role) => (
          <Fieldset key={role} legend={text[role]} disabled={!maySet}>
            <Group align="start" gap="md">
              {ROLES[role].map((limit) => (
                <TextInput
                  key={limit}
                  label={limit === "discountPercent" ? text[limit] : `${text[limit]} (${currency})`}
                  inputMode="decimal"
                  autoComplete="off"
                  w={200}
                  value={typed[`${role} ${limit}`] ?? ""}
                  onChange={(event) => {
                    const said = event.currentTarget.value;
                    setTyped((before) => ({ ...before, [`${role} ${limit}`]: said }));
                  }}
                  error={
                    tried &&
                    value(role, limit) === undefined &&
                    (limit === "discountPercent" ? text.badPercent : text.bad)
                  }
                />
              ))}
            </Group>
          </Fieldset>
        ))}
        {act.error && (
          <div role="alert">
            <Banner kind="bad">{sentence(act.error, state)}</Banner>
          </div>
        )}
        {maySet && (
          <Group>
            <Button type="submit" loading={act.isPending}>
              {text.save}
            </Button>
          </Group>
        )}
      </Stack>
    </form>
  );
}

/** What was typed, null for nothing, undefined for what is no such figure. */
function read(typed: string, limit: Limit, currency: string): number | null | undefined {
  if (!typed.trim()) return null;
  const percent = limit === "discountPercent";
  const said = percent ? readWhole(typed) : readMoney(typed, currency);
  return said === null || said < 0 || (percent && said > 100) ? undefined : said;
}

function asTyped(of: readonly LimitRowFragment[], currency: string): Typed {
  const digits = minorDigits(currency);
  const typed: Record<string, string> = {};
  for (const one of of) {
    for (const limit of ["credit", "cashOut", "bulkRefund", "budget"] as const) {
      const amount = one[limit];
      if (amount != null) typed[`${one.role} ${limit}`] = (amount / 10 ** digits).toFixed(digits);
    }
    if (one.discountPercent != null) typed[`${one.role} discountPercent`] = String(one.discountPercent);
  }
  return typed;
}
