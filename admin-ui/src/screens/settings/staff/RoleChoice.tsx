import { NativeSelect } from "@mantine/core";
import { useTexts } from "../../../i18n/texts.ts";
import type { MemberFragment } from "./queries.graphql.ts";
import { staffTexts } from "./texts.ts";

type Role = MemberFragment["role"];

const ROLES: readonly Role[] = ["OWNER", "EDITOR", "PUBLISHER", "SUPPORT", "ANALYST", "AUDITOR"];

/** A role, and in a sentence what it may do. */
export function RoleChoice(props: { value: Role; hint?: string; onChange: (role: Role) => void }) {
  const text = useTexts(staffTexts);
  return (
    <NativeSelect
      label={text.role}
      description={[text[`${props.value}what`], props.hint].filter(Boolean).join(" ")}
      inputWrapperOrder={["label", "input", "description"]}
      data={ROLES.map((role) => ({ value: role, label: text[role] }))}
      value={props.value}
      onChange={(event) => {
        const role = ROLES.find((each) => each === event.currentTarget.value);
        if (role) props.onChange(role);
      }}
    />
  );
}
