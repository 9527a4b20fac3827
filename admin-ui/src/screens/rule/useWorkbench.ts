import { EditorView } from "@codemirror/view";
import { useCallback, useMemo, useRef, useState } from "react";
import { request } from "../../api/request.ts";
import { type LintOptions, sureChanges } from "../../dsl/lint.ts";
import { useTexts } from "../../i18n/texts.ts";
import { toastFailure } from "../../parts/show/toast.ts";
import { type Newlines, newlinesOf, opened, stored } from "./newlines.ts";
import {
  CheckTextDocument,
  EditFormDocument,
  type FindingFragment,
  FormatTextDocument,
  type FormEditInput,
  type FormFragment,
  type OpenFileQuery,
} from "./queries.graphql.ts";
import { setMark } from "./text/mark.ts";
import { narrowed } from "./text/narrowed.ts";
import { ruleTexts } from "./texts.ts";

type OpenedFile = NonNullable<OpenFileQuery["ruleFile"]>;

/** What the server said of a text: `text` is the one that it looked at. */
export interface Checked {
  readonly text: string;
  readonly form: FormFragment | null;
  readonly findings: readonly FindingFragment[];
}

/** The text that stands on the server, as the editor would hold it. */
export interface Base {
  readonly text: string;
  readonly sha256: string;
  readonly revision: number;
  readonly newlines: Newlines;
  /** When this page learnt of it, in milliseconds: what was asked earlier knows less. */
  readonly since: number;
}

/** The answer to an edit of the form: empty when it was made. */
export type EditOutcome = { readonly refused: string; readonly otherFiles: boolean };

export type Workbench = ReturnType<typeof useWorkbench>;

/** One open file: its text in the editor, what is stored, what the server says of it, and all that changes it. */
export function useWorkbench(file: OpenedFile) {
  const words = useTexts(ruleTexts);
  const wordsNow = useRef(words);
  wordsNow.current = words;
  const [base, setBase] = useState<Base>(() => baseOf(file));
  const [text, setText] = useState(base.text);
  const [checked, setChecked] = useState<Checked | null>(null);
  const [unreachable, setUnreachable] = useState(false);
  const [cursor, setCursor] = useState(0);
  const view = useRef<EditorView | null>(null);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const { path } = file;

  const lint = useMemo<LintOptions>(
    () => ({
      check: async (now, signal) => {
        const answer = await request(CheckTextDocument, { draft: { path, text: now } }, signal);
        const findings = answer.checkRules.diagnostics;
        setChecked({ text: now, form: answer.ruleForm, findings });
        setUnreachable(false);
        return findings.filter(({ place }) => place.file === path);
      },
      labels: () => ({
        fix: (to) => (to === null ? wordsNow.current.fix : wordsNow.current.fixTo(to.trim())),
      }),
      onFailure: () => setUnreachable(true),
    }),
    [path],
  );

  const current = useCallback(() => view.current?.state.doc.toString() ?? base.text, [base.text]);

  /** Puts another text into the editor: only what differs is touched, in one step that undo takes back. */
  const replace = useCallback((next: string) => {
    const editor = view.current;
    if (!editor) return;
    const change = narrowed(editor.state.doc.toString(), next);
    if (change) editor.dispatch({ changes: change, userEvent: "input.replace" });
  }, []);

  /** Makes an edit of the form: the server says which characters change, and one transaction changes them. */
  const edit = useCallback(
    (wanted: FormEditInput): Promise<EditOutcome> => {
      const once = async (): Promise<EditOutcome> => {
        const editor = view.current;
        if (!editor) return { refused: "", otherFiles: false };
        const before = editor.state.doc;
        const draft = { path, text: before.toString() };
        const { formEdit } = await request(EditFormDocument, { draft, edit: wanted });
        if (!editor.state.doc.eq(before))
          return { refused: wordsNow.current.FORM_CHANGED, otherFiles: false };
        const refused = formEdit.errors[0]?.message;
        if (refused !== undefined) return { refused, otherFiles: false };
        if (formEdit.otherFiles.length > 0) return { refused: "", otherFiles: true };
        if (formEdit.edits.length > 0) {
          editor.dispatch({
            changes: formEdit.edits.map(({ fromUtf16, toUtf16, insert }) => ({
              from: fromUtf16,
              to: toUtf16,
              insert,
            })),
            userEvent: "input.form",
          });
          const { form } = formEdit;
          setChecked((last) => ({ text: formEdit.text, form, findings: last?.findings ?? [] }));
        }
        return { refused: "", otherFiles: false };
      };
      const result = queue.current.then(once, once);
      queue.current = result.catch(() => undefined);
      return result;
    },
    [path],
  );

  const format = useCallback(async () => {
    const editor = view.current;
    if (!editor || editor.composing) return;
    const before = editor.state.doc;
    try {
      const answer = await request(FormatTextDocument, { files: [{ path, text: before.toString() }] });
      const formatted = answer.formatRules[0]?.text;
      if (formatted !== undefined && editor.state.doc.eq(before)) replace(formatted);
    } catch (error) {
      toastFailure(error);
    }
  }, [path, replace]);

  const own = useMemo(
    () => (checked?.findings ?? []).filter(({ place }) => place.file === path),
    [checked, path],
  );

  const fixAll = useCallback(() => {
    const editor = view.current;
    if (!editor || editor.composing || checked?.text !== editor.state.doc.toString()) return;
    editor.dispatch({ changes: sureChanges(editor.state.doc, own), userEvent: "input.fix" });
    editor.focus();
  }, [checked, own]);

  /** Selects a range of the text and goes there. */
  const show = useCallback((from: number, to: number = from) => {
    const editor = view.current;
    if (!editor) return;
    const end = editor.state.doc.length;
    editor.dispatch({
      selection: { anchor: Math.min(from, end), head: Math.min(to, end) },
      scrollIntoView: true,
    });
    editor.focus();
  }, []);

  const showLine = useCallback(
    (line: number) => {
      const doc = view.current?.state.doc;
      if (doc) show(doc.line(Math.max(1, Math.min(line, doc.lines))).from);
    },
    [show],
  );

  /** Moves the cursor without taking the focus from where somebody is. */
  const moveTo = useCallback((offset: number) => {
    const editor = view.current;
    const anchor = Math.min(offset, editor?.state.doc.length ?? 0);
    editor?.dispatch({ selection: { anchor }, effects: EditorView.scrollIntoView(anchor, { y: "start" }) });
  }, []);

  const mark = useCallback((range: { from: number; to: number } | null) => {
    view.current?.dispatch({ effects: setMark.of(range) });
  }, []);

  /** Takes note of a stored text: after a save, a reload or a merge. */
  const rebase = useCallback((next: { text: string; sha256: string; revision: number }) => {
    setBase(baseOf(next));
  }, []);

  return {
    path,
    base,
    text,
    setText,
    checked,
    findings: checked?.findings ?? [],
    own,
    unreachable,
    cursor,
    setCursor,
    view,
    lint,
    dirty: text !== base.text,
    fresh: checked?.text === text,
    current,
    replace,
    edit,
    format,
    fixAll,
    show,
    showLine,
    moveTo,
    mark,
    rebase,
    toStore: () => stored(current(), base.newlines),
  };
}

function baseOf(file: { text: string; sha256: string; revision: number }): Base {
  const newlines = newlinesOf(file.text);
  const { sha256, revision } = file;
  return { text: opened(file.text, newlines), sha256, revision, newlines, since: Date.now() };
}
