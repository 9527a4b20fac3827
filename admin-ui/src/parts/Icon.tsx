/** Line icons on a 24 grid, drawn for Otoku; always beside a text, so hidden from screen readers. */
const PATHS = {
  alert: "M12 4 2.8 19.5h18.4L12 4Zm0 6v4.2m0 2.8v.1",
  arrowLeft: "M19 12H5m6-6-6 6 6 6",
  box: "m12 3 8.5 4.6v8.8L12 21l-8.5-4.6V7.6L12 3Zm0 9 8.3-4.4M12 12 3.7 7.6M12 12v8.8",
  card: "M3 5.5h18v13H3v-13Zm0 4h18M6.5 14.5h4",
  cart: "M3 4.5h2.6l2.2 10.5h9.6l2-7.5H6.4M9.5 19.5v.1m7-.1v.1",
  chart: "M4 20V4m0 16h16M8 16v-4m4 4V8m4 8v-6",
  check: "m5 12.5 4.5 4.5L19 7.5",
  chevronDown: "m6 9.5 6 6 6-6",
  chevronRight: "m9.5 6 6 6-6 6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm0-14v5.3l3.4 2",
  coins:
    "M12 3.5c4.1 0 7.5 1.3 7.5 3s-3.4 3-7.5 3-7.5-1.3-7.5-3 3.4-3 7.5-3Zm-7.5 3v11c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3v-11m-15 5.5c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3",
  columns: "M4 4.5h16v15H4v-15Zm5.3 0v15m5.4-15v15",
  copy: "M9 9h11v11H9V9Zm-4 6H4V4h11v1",
  download: "M12 4v11m-4.5-4 4.5 4.5 4.5-4.5M4.5 20h15",
  external: "M14 4h6v6m0-6-9 9M10 5H5v14h14v-5",
  file: "M6 3h8l4 4v14H6V3Zm8 0v4.5h4",
  flask: "M9.5 3h5M10.5 3v6.2L5 19.5c-.5.9 0 1.5 1 1.5h12c1 0 1.5-.6 1-1.5L13.5 9.2V3M7.6 15h8.8",
  globe:
    "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18Zm-9-9h18M12 3c2.6 2.7 3.8 5.7 3.8 9s-1.2 6.3-3.8 9c-2.6-2.7-3.8-5.7-3.8-9S9.4 5.7 12 3Z",
  home: "m3.5 11 8.5-7 8.5 7M6 9.5V20h4.5v-5.5h3V20H18V9.5",
  key: "M14.5 13.5a4.8 4.8 0 1 0-4-4L4 16v4h4v-2.5h2.5V15l1.5-1.5h2.5ZM15.6 8.4v.1",
  list: "M8.5 6H20M8.5 12H20M8.5 18H20M4.2 6v.1m0 5.9v.1m0 5.9v.1",
  mail: "M3.5 5.5h17v13h-17v-13Zm0 1.5 8.5 6 8.5-6",
  menu: "M4 7h16M4 12h16M4 17h16",
  offline: "M4 4l16 16M8.5 15.5a5 5 0 0 1 7 0M5 12a10 10 0 0 1 4-2.4m5.5.2A10 10 0 0 1 19 12M12 19v.1",
  offer:
    "M4.5 10h15v10.5h-15V10ZM3 6h18v4H3V6Zm9 0v14.5M12 6c-1-3.5-5-4-5-1.6C7 6 9.5 6 12 6Zm0 0c1-3.5 5-4 5-1.6C17 6 14.5 6 12 6Z",
  play: "M7 4.5v15l12-7.5-12-7.5Z",
  plus: "M12 5v14m-7-7h14",
  release: "M12 3v12m-5-5.5L12 4l5 5.5M4.5 20h15",
  rule: "M5 4h14v16H5V4Zm3.5 5h7m-7 4h7m-7 4h4",
  search: "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14Zm5-2 5 5",
  settings:
    "M4 7h9m4 0h3M4 17h3m4 0h9M15 9.2a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Zm-6 10a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4Z",
  shield: "M12 3.5 5 6v5.5c0 4.2 2.8 7.4 7 9 4.2-1.6 7-4.8 7-9V6l-7-2.5Zm-3 8.3 2.2 2.2 3.9-4.2",
  signOut: "M10 4H5v16h5m5-12 4 4-4 4m4-4H9.5",
  sortDown: "M12 5v14m-5-5 5 5 5-5",
  sortUp: "M12 19V5m-5 5 5-5 5 5",
  stop: "M6 6h12v12H6V6Z",
  ticket: "M3.5 6.5h17v3.7a2 2 0 0 0 0 3.6v3.7h-17v-3.7a2 2 0 0 0 0-3.6V6.5ZM14 6.5v2m0 2.5v2m0 2.5v2",
  user: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-7.5 8.5c.8-4 3.7-6 7.5-6s6.7 2 7.5 6",
  x: "m6 6 12 12M18 6 6 18",
} as const;

export type IconName = keyof typeof PATHS;

/** An icon in the colour of the text beside it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.75"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
