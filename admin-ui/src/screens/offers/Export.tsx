import { Button, Popover } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { request } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import { toast, toastFailure } from "../../parts/show/toast.ts";
import { download } from "../../parts/table/csv.ts";
import { OfferResultsFileDocument } from "./queries.graphql.ts";
import { offersTexts } from "./texts.ts";

const FILES = [
  { text: "csvOffers", format: "CSV", by: "OFFER" },
  { text: "jsonOffers", format: "JSONL", by: "OFFER" },
  { text: "csvDays", format: "CSV", by: "DAY" },
  { text: "jsonDays", format: "JSONL", by: "DAY" },
] as const;

/** The results of one offer as a file (S4.69). */
export function Export(props: { rule: string; since: string; until: string }) {
  const text = useTexts(offersTexts);
  const [open, setOpen] = useState(false);
  const file = useMutation({
    mutationFn: ({ format, by }: (typeof FILES)[number]) =>
      request(OfferResultsFileDocument, { ...props, format, by }),
    onSuccess: ({ offerResultsExport: { name, text: written, mediaType, complete, rows } }) => {
      download(name, written, mediaType);
      toast(complete ? text.exported(rows) : text.cut(rows));
    },
    onError: toastFailure,
  });
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<Icon name="download" size={15} />}
          loading={file.isPending}
          onClick={() => setOpen(!open)}
        >
          {text.exportTitle}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={text.exportTitle}>
        <Button.Group orientation="vertical">
          {FILES.map((one) => (
            <Button
              key={one.text}
              variant="subtle"
              color="dark"
              fw={400}
              justify="flex-start"
              onClick={() => {
                setOpen(false);
                file.mutate(one);
              }}
            >
              {text[one.text]}
            </Button>
          ))}
        </Button.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
