import "@mantine/notifications/styles.css";
import { Notifications, notifications } from "@mantine/notifications";

/** Where toasts appear; loaded with the first of them. */
export function Toaster() {
  return <Notifications position="bottom-right" limit={4} />;
}

export const show = notifications.show;
