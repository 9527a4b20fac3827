import { Button, Checkbox, Group, Kbd, Select, Stack, TextInput } from "@mantine/core";
import type { RefObject } from "react";
import { useTexts } from "../../i18n/texts.ts";
import { Section } from "../../parts/detail/Section.tsx";
import { NumberField } from "../../parts/fields/NumberField.tsx";
import { Icon } from "../../parts/Icon.tsx";
import { useShop } from "../../shell/shop.tsx";
import { CartLines } from "./CartLines.tsx";
import { CustomerField } from "./CustomerField.tsx";
import { type Case, type EventKind, isPlayable } from "./case.ts";
import { SourceSwitch, StoredOrder } from "./StoredOrder.tsx";
import classes from "./simulator.module.css";
import { simulatorTexts } from "./texts.ts";

interface FormProps {
  given: Case;
  onChange: (given: Case) => void;
  onRun: () => void;
  onClear: () => void;
  busy: boolean;
  emailRef: RefObject<HTMLInputElement | null>;
}

/** What happens, when, to whom, with what: or the number of an order for which all of that is known. */
export function CaseForm(props: FormProps) {
  const { given, onChange } = props;
  const text = useTexts(simulatorTexts);
  const playable = isPlayable(given);
  const set = (patch: Partial<Case>) => onChange({ ...given, ...patch });
  return (
    <Section title={text.input}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.onRun();
        }}
        onKeyDown={(event) => {
          // The page's own short cut does not hear keys pressed in fields.
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.nativeEvent.isComposing) {
            event.preventDefault();
            props.onRun();
          }
        }}
      >
        <Stack gap="md">
          <SourceSwitch value={given.source} onChange={(source) => set({ source })} />
          {given.source === "order" ? (
            <StoredOrder value={given.order} onChange={(order) => set({ order })} />
          ) : (
            <Typed {...props} set={set} />
          )}
          <Moment value={given.at} onChange={(at) => set({ at })} />
          {!playable && <p className={classes.hint}>{text.nothing}</p>}
          <Group gap="sm">
            <Button
              type="submit"
              disabled={!playable}
              loading={props.busy}
              leftSection={<Icon name="play" size={15} />}
              rightSection={<Kbd className={classes.keys}>Ctrl+Enter</Kbd>}
            >
              {text.run}
            </Button>
            <Button variant="default" onClick={props.onClear}>
              {text.clear}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function Typed({ given, set, emailRef }: FormProps & { set: (patch: Partial<Case>) => void }) {
  const text = useTexts(simulatorTexts);
  const { currency } = useShop();
  return (
    <>
      <Select
        label={text.event}
        data={[
          { value: "paid", label: text.paid },
          { value: "placed", label: text.placed },
          { value: "cart", label: text.cart },
        ]}
        value={given.event}
        onChange={(event) => event && set({ event: event as EventKind })}
      />
      <CartLines lines={given.lines} onChange={(lines) => set({ lines })} />
      <CustomerField value={given.email} onChange={(email) => set({ email })} inputRef={emailRef} />
      <Checkbox
        label={text.member}
        checked={given.member}
        onChange={(event) => set({ member: event.currentTarget.checked })}
      />
      <TextInput
        label={text.codes}
        description={text.codesHint}
        autoComplete="off"
        spellCheck={false}
        value={given.codes}
        onChange={(event) => set({ codes: event.currentTarget.value })}
      />
      <details className={classes.more} open={Boolean(given.shipping || given.channel) || undefined}>
        <summary>{text.more}</summary>
        <Group gap="sm" align="flex-start" mt="xs">
          <NumberField
            label={text.shipping}
            unit={currency === "JPY" ? "円" : undefined}
            value={given.shipping}
            least={0}
            most={1_000_000}
            onChange={(shipping) => set({ shipping })}
          />
          <TextInput
            label={text.channel}
            w={160}
            maxLength={100}
            value={given.channel}
            onChange={(event) => set({ channel: event.currentTarget.value })}
          />
        </Group>
      </details>
    </>
  );
}

function Moment({ value, onChange }: { value: string; onChange: (value: string) => void }) {
  const text = useTexts(simulatorTexts);
  const { timeZone } = useShop();
  return (
    <TextInput
      type="datetime-local"
      label={text.at}
      description={text.atHint(timeZone)}
      max="9999-12-31T23:59"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
