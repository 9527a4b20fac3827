import { Button, Group, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { newKey, useAct } from "../../api/act.ts";
import { useTexts } from "../../i18n/texts.ts";
import { dayAfter, instantOf } from "../../i18n/zone.ts";
import { ReasonDialog } from "../../parts/fields/ReasonDialog.tsx";
import { toast, toastFailure } from "../../parts/show/toast.ts";
import { useRight, useShop } from "../../shell/shop.tsx";
import type { Shown } from "./Coupon.tsx";
import classes from "./coupons.module.css";
import {
  CouponExtendDocument,
  CouponResendDocument,
  CouponRevealDocument,
  CouponRevokeDocument,
} from "./queries.graphql.ts";
import { couponTexts } from "./texts.ts";

type Asked = "revoke" | "resend" | "extend";

/** What staff may do about a coupon; each asks for a reason and is audited. */
export function Actions({ of }: { of: Shown }) {
  const text = useTexts(couponTexts);
  const mayAct = useRight("coupons") && !of.sample;
  const mayReveal = useRight("reveal") && !of.sample;
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <>
      {mayReveal && <Reveal couponId={of.id} />}
      {mayAct && of.state === "ISSUED" && (
        <Button variant="default" onClick={() => setAsked("resend")}>
          {text.resend}
        </Button>
      )}
      {mayAct && of.validUntil && (of.state === "ISSUED" || of.state === "EXPIRED") && (
        <Button variant="default" onClick={() => setAsked("extend")}>
          {text.extend}
        </Button>
      )}
      {mayAct && of.state !== "REVOKED" && (
        <Button variant="default" c="red.9" onClick={() => setAsked("revoke")}>
          {text.revoke}
        </Button>
      )}
      <Revoke couponId={of.id} opened={asked === "revoke"} onClose={close} />
      <Resend couponId={of.id} opened={asked === "resend"} onClose={close} />
      <Extend couponId={of.id} opened={asked === "extend"} onClose={close} />
    </>
  );
}

interface Asking {
  couponId: string;
  opened: boolean;
  onClose: () => void;
}

function Reveal({ couponId }: { couponId: string }) {
  const text = useTexts(couponTexts);
  const [code, setCode] = useState<string | null>(null);
  const reveal = useAct(CouponRevealDocument, (result) => result.couponReveal, {
    onDone: (answer) => setCode(answer.code),
  });
  const copy = async () => {
    await navigator.clipboard.writeText(code ?? "");
    toast(text.copied);
  };
  if (code === null) {
    const show = () => reveal.mutate({ input: { couponId } }, { onError: toastFailure });
    return (
      <Button variant="default" loading={reveal.isPending} onClick={show}>
        {text.reveal}
      </Button>
    );
  }
  return (
    <Group gap="xs" role="status">
      <output className={classes.code} aria-label={text.revealed}>
        {code}
      </output>
      <Button variant="subtle" size="compact-sm" onClick={copy}>
        {text.copy}
      </Button>
    </Group>
  );
}

function Revoke({ couponId, opened, onClose }: Asking) {
  const text = useTexts(couponTexts);
  const [key] = useState(newKey);
  const revoke = useAct(CouponRevokeDocument, (result) => result.couponRevoke, {
    done: text.revokeDone,
    onDone: onClose,
  });
  return (
    <ReasonDialog
      opened={opened}
      title={text.revokeTitle}
      confirm={text.revoke}
      danger
      busy={revoke.isPending}
      error={revoke.error}
      onClose={onClose}
      onConfirm={(reason) => revoke.mutate({ input: { couponId, reason, idempotencyKey: key } })}
    >
      {text.revokeWhat}
    </ReasonDialog>
  );
}

function Resend({ couponId, opened, onClose }: Asking) {
  const text = useTexts(couponTexts);
  const [key, setKey] = useState(newKey);
  const resend = useAct(CouponResendDocument, (result) => result.couponResend, {
    done: text.resendDone,
    onDone: () => {
      setKey(newKey());
      onClose();
    },
  });
  return (
    <ReasonDialog
      opened={opened}
      title={text.resendTitle}
      confirm={text.resend}
      busy={resend.isPending}
      error={resend.error}
      onClose={onClose}
      onConfirm={(reason) => resend.mutate({ input: { couponId, reason, idempotencyKey: key } })}
    >
      {text.resendWhat}
    </ReasonDialog>
  );
}

function Extend({ couponId, opened, onClose }: Asking) {
  const text = useTexts(couponTexts);
  const { timeZone } = useShop();
  const [key, setKey] = useState(newKey);
  const [day, setDay] = useState("");
  const [tried, setTried] = useState(false);
  const extend = useAct(CouponExtendDocument, (result) => result.couponExtend, {
    done: text.extendDone,
    onDone: () => {
      setKey(newKey());
      onClose();
    },
  });
  const confirm = (reason: string) => {
    setTried(true);
    if (!day) return;
    const until = instantOf(dayAfter(day), timeZone);
    extend.mutate({ input: { couponId, until, reason, idempotencyKey: key } });
  };
  return (
    <ReasonDialog
      opened={opened}
      title={text.extendTitle}
      confirm={text.extend}
      busy={extend.isPending}
      error={extend.error}
      onClose={onClose}
      onConfirm={confirm}
    >
      <Stack gap="md">
        <div>{text.extendWhat}</div>
        <TextInput
          type="date"
          label={text.extendDay}
          value={day}
          onChange={(event) => setDay(event.currentTarget.value)}
          error={tried && !day && text.extendNeeded}
        />
      </Stack>
    </ReasonDialog>
  );
}
