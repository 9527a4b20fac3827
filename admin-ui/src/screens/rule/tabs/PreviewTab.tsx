import { NativeSelect, SegmentedControl, TextInput } from "@mantine/core";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { ask } from "../../../api/query.ts";
import { formatDuration } from "../../../i18n/format.ts";
import { type Locale, LocaleHere, useLocale } from "../../../i18n/locale.ts";
import { normalised } from "../../../i18n/normalise.ts";
import { useTexts } from "../../../i18n/texts.ts";
import { OfferPage } from "../../../offer-page/OfferPage.tsx";
import { Icon } from "../../../parts/Icon.tsx";
import { Answer } from "../../../parts/states/Answer.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import { Empty } from "../../../parts/states/Empty.tsx";
import type { Workbench } from "../useWorkbench.ts";
import { PreviewOfferDocument, type PreviewOfferQuery } from "./preview.graphql.ts";
import classes from "./preview.module.css";
import { previewTexts } from "./previewTexts.ts";

type Preview = PreviewOfferQuery["offerPreview"];
type Width = "phone" | "wide";

/** The page of an offer in the open text, as a shopper would get it after a purchase (S4.60). */
export function PreviewTab({ bench, rule }: { bench: Workbench; rule: string | undefined }) {
  const text = useTexts(previewTexts);
  const locale = useLocale();
  const offers = (bench.checked?.form?.blocks ?? []).filter(({ kind }) => kind === "offer");
  const [chosen, setChosen] = useState<string | null>(null);
  const [bought, setBought] = useState("");
  const [order, setOrder] = useState("");
  const [language, setLanguage] = useState<Locale>(locale);
  const [width, setWidth] = useState<Width>("phone");
  const name = chosen ?? offers.find((one) => one.name === rule)?.name ?? offers[0]?.name ?? "";
  const [sku, plan] = JSON.parse(bought || "[null, null]") as [string | null, string | null];
  const input = {
    rule: name,
    draft: { path: bench.path, text: bench.text },
    trigger: sku === null ? null : { sku, plan },
    orderId: order || null,
  };
  const query = useQuery({
    ...ask(PreviewOfferDocument, { input }),
    placeholderData: keepPreviousData,
    enabled: name !== "",
  });
  if (offers.length === 0) {
    return (
      <Empty icon="offer" title={text.noOffer}>
        {text.noOfferHow}
      </Empty>
    );
  }
  return (
    <div className={classes.tab}>
      <Answer query={query}>
        {({ offerPreview }) => (
          <>
            <div className={classes.previewBar} role="group" aria-label={text.previewOf}>
              {offers.length > 1 && (
                <NativeSelect
                  label={text.previewRule}
                  data={offers.map((one) => ({ value: one.name, label: one.title }))}
                  value={name}
                  onChange={(event) => {
                    setChosen(event.currentTarget.value);
                    setBought("");
                  }}
                />
              )}
              <NativeSelect
                label={text.previewBought}
                disabled={order !== ""}
                data={offerPreview.triggers.map((one) => ({
                  value: JSON.stringify([one.sku, one.plan]),
                  label: [one.name, one.plan].filter(Boolean).join(" · "),
                }))}
                value={bought || JSON.stringify([offerPreview.chosen?.sku, offerPreview.chosen?.plan])}
                onChange={(event) => setBought(event.currentTarget.value)}
              />
              <OrderNumber onChange={setOrder} />
              <SegmentedControl
                aria-label={text.previewLanguage}
                value={language}
                onChange={(next) => setLanguage(next as Locale)}
                data={[
                  { value: "ja", label: "日本語" },
                  { value: "en", label: "English" },
                ]}
              />
              <SegmentedControl
                aria-label={text.previewWidth}
                value={width}
                onChange={(next) => setWidth(next as Width)}
                data={[
                  { value: "phone", label: text.phone },
                  { value: "wide", label: text.wide },
                ]}
              />
              <Link to="/offers/$rule" params={{ rule: name }} className={classes.results}>
                {text.results}
              </Link>
            </div>
            <Findings of={offerPreview} />
            <LocaleHere value={language}>
              <Shown of={offerPreview} width={width} language={language} />
            </LocaleHere>
          </>
        )}
      </Answer>
    </div>
  );
}

/** Taken when it is typed: each letter would be another order that there is not. */
function OrderNumber({ onChange }: { onChange: (order: string) => void }) {
  const text = useTexts(previewTexts);
  const [typed, setTyped] = useState("");
  const hand = () => onChange(normalised(typed));
  return (
    <TextInput
      label={text.previewOrder}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={hand}
      onKeyDown={(event) => event.key === "Enter" && !event.nativeEvent.isComposing && hand()}
    />
  );
}

function Findings({ of }: { of: Preview }) {
  const text = useTexts(previewTexts);
  const locale = useLocale();
  const errors = of.diagnostics.filter(({ severity }) => severity === "ERROR");
  return (
    <>
      {of.errors.map(({ code, message }) => (
        <Banner key={code} kind="bad">
          {message}
        </Banner>
      ))}
      {errors.map(({ code, message, place }) => (
        <Banner key={`${code} ${place.line}`} kind="bad">
          {`${text.line(place.line)}: ${message} (${code})`}
        </Banner>
      ))}
      {of.reason && <Banner kind="warn">{text.noPage(of.reason)}</Banner>}
      {of.page && of.closesAfterSeconds !== null && (
        <p className={classes.hint}>
          {text.previewLead} {text.closesAfter(formatDuration(of.closesAfterSeconds, locale))}
        </p>
      )}
    </>
  );
}

/** Its buttons say what they would do, and do nothing. */
function Shown({ of, width, language }: { of: Preview; width: Width; language: Locale }) {
  const nothing = () => undefined;
  if (!of.page) return null;
  const shown = of.page.timer.shown && of.closesAfterSeconds !== null;
  return (
    <div className={classes.preview} data-width={width} lang={language}>
      <OfferPage
        key={JSON.stringify(of.page)}
        offer={of.page}
        stage={{ is: "open" }}
        leftMs={shown ? (of.closesAfterSeconds ?? 0) * 1000 : null}
        picture={
          <span className={classes.noPicture}>
            <Icon name="box" size={64} />
          </span>
        }
        heading="h2"
        onBuy={nothing}
        onClose={nothing}
        onEnd={nothing}
        onward={nothing}
      />
    </div>
  );
}
