import { Button, Checkbox, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { newKey, Refusal, useAct } from "../../api/act.ts";
import { readMoney } from "../../i18n/money.ts";
import { normalised } from "../../i18n/normalise.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Dialog } from "../../parts/Dialog.tsx";
import { toast } from "../../parts/show/toast.ts";
import { Banner } from "../../parts/states/Banner.tsx";
import { sentence } from "../../parts/states/Failure.tsx";
import { stateTexts } from "../../parts/states/texts.ts";
import { useShop } from "../../shell/shop.tsx";
import { AmountField } from "./AmountField.tsx";
import { CardPublishDocument } from "./queries.graphql.ts";
import { cardActionTexts } from "./texts.ts";

interface Props {
  campaigns: readonly { readonly name: string; readonly title: string }[];
  onClose: () => void;
}

/** Gives a customer a card of a campaign, once per source id (S5.20-24, D5.b). */
export function Publish(props: Props) {
  const text = useTexts(cardActionTexts);
  return (
    <Dialog opened onClose={props.onClose} title={text.publishTitle}>
      {props.campaigns.length === 0 ? <Banner>{text.publishNone}</Banner> : <Form {...props} />}
    </Dialog>
  );
}

const BLANK = { campaign: "", email: "", name: "", amount: "", booking: "", source: "" };

function Form({ campaigns, onClose }: Props) {
  const text = useTexts(cardActionTexts);
  const state = useTexts(stateTexts);
  const { currency } = useShop();
  const [key, setKey] = useState(newKey);
  const [wish, setWish] = useState({ ...BLANK, campaign: campaigns[0]?.name ?? "" });
  const [notify, setNotify] = useState(true);
  const [tried, setTried] = useState(false);
  const amount = wish.amount.trim() ? readMoney(wish.amount, currency) : 0;
  const source = normalised(wish.source);
  const act = usePublish(onClose);
  const set = (patch: Partial<typeof BLANK>) => setWish((before) => ({ ...before, ...patch }));
  const field = (name: keyof typeof BLANK) => ({
    label: text[name as "email" | "name" | "booking" | "source"],
    autoComplete: "off",
    value: wish[name],
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
  const submit = () => {
    setTried(true);
    if (amount === null || !source) return;
    const email = wish.email.trim();
    const booking = normalised(wish.booking);
    const publication = {
      sourceId: source,
      buyer: email ? { email, name: wish.name.trim() } : null,
      amount,
      metadata: booking ? [{ name: "booking_id", value: booking }] : [],
      notify,
    };
    act.mutate(
      { input: { campaign: wish.campaign, publication, idempotencyKey: key } },
      { onError: (error) => error instanceof Refusal && setKey(newKey()) }, // the form may be mended
    );
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Stack gap="md">
        <div>{text.publishWhat}</div>
        <NativeSelect
          label={text.publishCampaign}
          data={campaigns.map(({ name, title }) => ({
            value: name,
            label: title ? `${title} (${name})` : name,
          }))}
          value={wish.campaign}
          onChange={(event) => set({ campaign: event.currentTarget.value })}
        />
        <TextInput type="email" {...field("email")} />
        <TextInput {...field("name")} />
        <AmountField
          currency={currency}
          value={wish.amount}
          onChange={(typed) => set({ amount: typed })}
          bad={tried && amount === null}
        />
        <TextInput {...field("booking")} />
        <TextInput
          {...field("source")}
          description={text.sourceHint}
          error={tried && !source && text.sourceNeeded}
        />
        <Checkbox
          label={text.notify}
          checked={notify}
          onChange={(event) => setNotify(event.currentTarget.checked)}
        />
        {act.error && <Banner kind="bad">{sentence(act.error, state)}</Banner>}
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {text.cancel}
          </Button>
          <Button type="submit" loading={act.isPending}>
            {text.publish}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The mutation; when it is done, the card is opened. */
function usePublish(onClose: () => void) {
  const text = useTexts(cardActionTexts);
  const navigate = useNavigate();
  return useAct(
    CardPublishDocument,
    ({ giftCardPublish: answer }) => {
      const { refusal } = answer;
      if (refusal) throw new Refusal([{ code: "REFUSED", field: [], message: refusal.message }]);
      return answer;
    },
    {
      onDone: ({ cards, repeated }) => {
        toast(repeated ? text.publishedBefore : text.published(cards.length));
        onClose();
        const [card] = cards;
        if (card) navigate({ to: "/gift-cards/$cardId", params: { cardId: card.id } });
      },
    },
  );
}
