import { useMutation } from "@tanstack/react-query";
import type { TypedDocumentString } from "../../api/document.ts";
import { request } from "../../api/request.ts";
import { useTexts } from "../../i18n/texts.ts";
import { useRight } from "../../shell/shop.tsx";
import { toast, toastFailure } from "../show/toast.ts";
import { download } from "./csv.ts";
import { tableTexts } from "./texts.ts";

interface ListFile {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
  readonly rows: number;
  /** False: the list is longer than one file; its oldest rows are not in it. */
  readonly complete: boolean;
}

/**
 * The `csv` of a table whose pages are only a part of the list: the server writes the whole list, as it is filtered.
 * Undefined for who may not take lists away.
 */
export function useListCsv<Result, Variables>(
  document: TypedDocumentString<Result, Variables>,
  variables: Variables,
  file: (result: Result) => ListFile,
): (() => void) | undefined {
  const text = useTexts(tableTexts);
  const mayExport = useRight("export");
  const asked = useMutation({
    mutationFn: async () => file(await request(document, variables)),
    onSuccess: ({ name, mediaType, text: written, rows, complete }) => {
      download(name, written, mediaType);
      toast(complete ? text.exported(rows) : text.cut(rows));
    },
    onError: toastFailure,
  });
  if (!mayExport) return undefined;
  return () => {
    if (!asked.isPending) asked.mutate();
  };
}
