import { Modal } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useId, useState } from "react";
import { texts, useTexts } from "../../i18n/texts.ts";
import { Icon } from "../../parts/Icon.tsx";
import type { Command } from "./command.ts";
import classes from "./palette.module.css";
import { useCommands } from "./useCommands.ts";

const paletteTexts = texts({
  ja: {
    title: "画面・ルール・コードを検索",
    nothing: "見つかりません",
    keys: "↑↓ で選び、Enter で開きます",
  },
  en: {
    title: "Search screens, rules, codes",
    nothing: "Nothing found",
    keys: "↑↓ to choose, Enter to open",
  },
});

/** Ctrl+K: to any screen or thing by name, without the mouse. */
export function Palette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const text = useTexts(paletteTexts);
  return (
    <Modal.Root opened={opened} onClose={onClose} size={560} yOffset="12vh">
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content aria-label={text.title}>
        <Modal.Body p={0}>
          <Search onClose={onClose} />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function Search({ onClose }: { onClose: () => void }) {
  const text = useTexts(paletteTexts);
  const navigate = useNavigate();
  const list = useId();
  const [typed, setTyped] = useState("");
  const [place, setPlace] = useState(0);
  const { commands, busy } = useCommands(typed);
  const current = Math.min(place, commands.length - 1);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other text, other list: begin at its top
  useEffect(() => setPlace(0), [typed]);
  const go = (command: Command | undefined) => {
    if (!command) return;
    onClose();
    navigate({ to: command.to, search: command.search ?? {} } as never);
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter and arrows belong to the conversion of kana
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && commands.length > 0) {
      event.preventDefault();
      setPlace((current + step + commands.length) % commands.length);
    } else if (event.key === "Enter") {
      event.preventDefault();
      go(commands[current]);
    }
  };
  return (
    <>
      <div className={classes.field}>
        <Icon name="search" />
        <input
          data-autofocus
          className={classes.input}
          role="combobox"
          aria-label={text.title}
          placeholder={text.title}
          aria-expanded="true"
          aria-controls={list}
          aria-activedescendant={commands[current] ? `${list}-${current}` : undefined}
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={onKey}
        />
      </div>
      <div role="listbox" id={list} aria-label={text.title} aria-busy={busy} className={classes.list}>
        {commands.map((command, each) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the input's, which names the active option
          <div
            key={command.id}
            id={`${list}-${each}`}
            role="option"
            tabIndex={-1}
            aria-selected={each === current}
            className={classes.option}
            onClick={() => go(command)}
            onMouseMove={() => setPlace(each)}
          >
            <Icon name={command.icon} />
            <span className={classes.label}>{command.label}</span>
            {command.hint && <span className={classes.hint}>{command.hint}</span>}
          </div>
        ))}
      </div>
      <div className={classes.foot} role="status">
        {commands.length === 0 && !busy ? text.nothing : text.keys}
      </div>
    </>
  );
}
