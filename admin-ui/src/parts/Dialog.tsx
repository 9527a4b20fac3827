import { ActionIcon, Modal } from "@mantine/core";
import type { ReactNode } from "react";
import { texts, useTexts } from "../i18n/texts.ts";
import { Icon } from "./Icon.tsx";
import classes from "./parts.module.css";

const dialogTexts = texts({ ja: { close: "閉じる" }, en: { close: "Close" } });

/** A dialog over the screen. Without `onClose` it stays until what it asks for is done. */
export function Dialog(props: {
  opened: boolean;
  title: string;
  onClose?: () => void;
  size?: number;
  children: ReactNode;
}) {
  const text = useTexts(dialogTexts);
  const close = props.onClose;
  return (
    <Modal.Root
      opened={props.opened}
      onClose={() => close?.()}
      closeOnEscape={close !== undefined}
      closeOnClickOutside={close !== undefined}
      centered
      size={props.size ?? 460}
    >
      <Modal.Overlay backgroundOpacity={0.35} />
      <Modal.Content>
        {/* Not Modal.Header: its element would be a second banner of the page. */}
        <div className={classes.dialogHead}>
          <Modal.Title className={classes.dialogTitle}>{props.title}</Modal.Title>
          {close && (
            <ActionIcon variant="subtle" color="gray" aria-label={text.close} onClick={close}>
              <Icon name="x" />
            </ActionIcon>
          )}
        </div>
        <Modal.Body className={classes.dialogBody}>{props.children}</Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
