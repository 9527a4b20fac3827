import { NativeSelect, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { ask } from "../../api/query.ts";
import { useTexts } from "../../i18n/texts.ts";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import { CouponIssueDocument, CouponRulesDocument } from "./queries.graphql.ts";
import { couponTexts } from "./texts.ts";

/** Staff give a customer what a coupon rule promises, and say why. */
export function Issue({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const text = useTexts(couponTexts);
  const navigate = useNavigate();
  const rules = useQuery({ ...ask(CouponRulesDocument, {}), enabled: opened });
  const [key, setKey] = useState(newKey);
  const [rule, setRule] = useState<string | null>(null);
  const [email, setEmail] = useState("");
  const [name, setName] = useState("");
  const [locale, setLocale] = useState("");
  const close = () => {
    issue.reset();
    onClose();
  };
  const issue = useAct(CouponIssueDocument, (result) => result.couponIssue, {
    done: text.issued,
    onDone: ({ coupon }) => {
      setKey(newKey());
      close();
      if (coupon) navigate({ to: "/coupons/$couponId", params: { couponId: coupon.id } });
    },
  });
  const live = (rules.data?.rules ?? []).filter(({ status }) => status === "live");
  const options = live.map((each) => ({
    value: each.name,
    label: each.title ? `${each.title} (${each.name})` : each.name,
  }));
  const chosen = rule ?? live[0]?.name ?? null;
  return (
    <ReasonDialog
      opened={opened}
      title={text.issueTitle}
      confirm={text.issue}
      busy={issue.isPending}
      error={issue.error ?? (rules.data && live.length === 0 ? new Error(text.issueNoRules) : null)}
      onClose={close}
      onConfirm={(reason) =>
        issue.mutate({
          input: {
            rule: chosen ?? "",
            email: email.trim() || null,
            name: name.trim(),
            locale,
            reason,
            idempotencyKey: key,
          },
        })
      }
    >
      <Stack gap="md">
        <div>{text.issueWhat}</div>
        <NativeSelect
          label={text.issueRule}
          data={options}
          value={chosen ?? ""}
          onChange={(event) => setRule(event.currentTarget.value)}
        />
        <TextInput
          type="email"
          label={text.issueEmail}
          autoComplete="off"
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <TextInput
          label={text.issueName}
          autoComplete="off"
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <NativeSelect
          label={text.issueLocale}
          data={[
            { value: "", label: text.shopLanguage },
            { value: "ja", label: text.ja },
            { value: "en", label: text.en },
          ]}
          value={locale}
          onChange={(event) => setLocale(event.currentTarget.value)}
        />
      </Stack>
    </ReasonDialog>
  );
}
