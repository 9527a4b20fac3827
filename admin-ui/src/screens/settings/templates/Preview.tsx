import { Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { useTexts } from "../../../i18n/texts.ts";
import { Facts } from "../../../parts/detail/Facts.tsx";
import { Section } from "../../../parts/detail/Section.tsx";
import { Banner } from "../../../parts/states/Banner.tsx";
import type { TemplatePreviewQuery } from "./queries.graphql.ts";
import classes from "./templates.module.css";
import { templateTexts } from "./texts.ts";

type Filled = TemplatePreviewQuery["templatePreview"];

const FRAME = "mail-preview";

/** The mail as it would arrive; `children` choose what it is filled with. */
export function Preview({ of, children }: { of: Filled; children: ReactNode }) {
  const text = useTexts(templateTexts);
  const [part, setPart] = useState("html");
  const [wide, setWide] = useState("desktop");
  return (
    <div>
      <Section title={text.preview}>
        <Stack gap="md" align="stretch">
          <Findings of={of} />
          {children}
          <Facts of={[[text.subject, of.subject || null]]} />
          <Group gap="sm">
            <SegmentedControl
              size="xs"
              aria-label={text.part}
              value={part}
              onChange={setPart}
              data={[
                { value: "html", label: text.asHtml },
                { value: "text", label: text.asText },
              ]}
            />
            {part === "html" && of.html && (
              <SegmentedControl
                size="xs"
                aria-label={text.width}
                value={wide}
                onChange={setWide}
                data={[
                  { value: "desktop", label: text.desktop },
                  { value: "phone", label: text.phone },
                ]}
              />
            )}
          </Group>
          {part === "text" && <pre className={classes.plain}>{of.text}</pre>}
          {part === "text" && of.text && (
            <Text size="sm" c="dimmed">
              {text.asSms(of.sms.places, of.sms.parts, of.sms.room, of.sms.gsm)}
            </Text>
          )}
          {part === "html" &&
            (of.html ? (
              <div className={wide === "phone" ? classes.phone : undefined}>
                <Html of={of.html} />
              </div>
            ) : (
              <Text c="dimmed">{text.noHtml}</Text>
            ))}
        </Stack>
      </Section>
      <Section title={text.variables}>
        <Facts
          of={of.variables.map(
            ({ path, doc, example }) =>
              [
                `{{ ${path} }}`,
                <span key={path}>
                  {doc} <span className={classes.example}>{`${text.example}: ${example}`}</span>
                </span>,
              ] as const,
          )}
        />
      </Section>
    </div>
  );
}

function Findings({ of }: { of: Filled }) {
  const text = useTexts(templateTexts);
  return (
    <>
      {of.problem && <Banner kind="bad">{text.problem(of.problem)}</Banner>}
      {of.diagnostics.map(({ code, severity, message, place }) => (
        <Banner key={`${code} ${place.line} ${message}`} kind={severity === "ERROR" ? "bad" : "warn"}>
          {`${text.line(place.line)}: ${message} (${code})`}
        </Banner>
      ))}
    </>
  );
}

/** Untrusted: the server gives it back under the policy of mails, the frame's sandbox takes the rest away (SEC22). */
function Html({ of }: { of: string }) {
  const text = useTexts(templateTexts);
  const form = useRef<HTMLFormElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another text is shown by sending the form again
  useEffect(() => form.current?.submit(), [of]);
  return (
    <>
      <form ref={form} method="post" action="/preview" target={FRAME} hidden>
        <input type="hidden" name="html" value={of} />
      </form>
      <iframe name={FRAME} title={text.frame} sandbox="" className={classes.frame} />
    </>
  );
}
