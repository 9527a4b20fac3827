import type { Product } from "../api/server.ts";

const GREEN = { ground: "#e3ead9", main: "#4a6b3f", light: "#7d9a6c" };
const BROWN = { ground: "#efe3d3", main: "#7a5230", light: "#a87f55" };
const CLAY = { ground: "#f0ddd3", main: "#97482c", light: "#bf7350" };
const GOLD = { ground: "#f3ead0", main: "#8a6a1f", light: "#c2a049" };
const BLUE = { ground: "#dfe6ea", main: "#3d5a6b", light: "#6f8fa1" };

/** A drawing in place of a photograph, by what kind of product it is; the name beside it says what is for sale. */
export function ProductArt({ product }: { product: Product }) {
  const { ground, main, light } = coloursOf(product);
  return (
    <svg className="art" viewBox="0 0 200 150" aria-hidden="true">
      <rect width="200" height="150" fill={ground} />
      <circle cx="158" cy="38" r="20" fill={light} opacity="0.35" />
      {shapeOf(product, main, light)}
    </svg>
  );
}

function coloursOf({ category, kind, name }: Product) {
  if (kind === "gift_card") return GOLD;
  if (/器|急須|cup|pot/i.test(category + name)) return CLAY;
  if (/ほうじ|焙|roast/i.test(category + name)) return BROWN;
  if (/茶|tea/i.test(category + name)) return GREEN;
  return BLUE;
}

function shapeOf({ kind, sold, category, name }: Product, main: string, light: string) {
  if (kind === "gift_card") return <Card main={main} light={light} />;
  if (/器|急須|pot/i.test(category + name)) return <Pot main={main} light={light} />;
  if (sold !== "once") return <Parcel main={main} light={light} />;
  return <Caddy main={main} light={light} />;
}

interface Ink {
  main: string;
  light: string;
}

function Caddy({ main, light }: Ink) {
  return (
    <g>
      <rect x="70" y="46" width="60" height="80" rx="6" fill={main} />
      <rect x="66" y="34" width="68" height="18" rx="5" fill={light} />
      <rect x="82" y="68" width="36" height="40" fill="#fbf8f1" />
      <path d="M100 74c-9 8-9 20 0 28 9-8 9-20 0-28Z" fill={light} />
      <path d="M100 78v22" stroke="#fbf8f1" strokeWidth="1.5" />
    </g>
  );
}

function Pot({ main, light }: Ink) {
  return (
    <g>
      <ellipse cx="96" cy="92" rx="46" ry="34" fill={main} />
      <path d="M138 84c14-2 16-14 26-18l3 8c-10 6-12 22-27 24Z" fill={main} />
      <rect x="82" y="52" width="28" height="9" rx="4" fill={light} />
      <circle cx="96" cy="47" r="6" fill={light} />
      <path d="M54 84c-22-2-24 24-4 24" fill="none" stroke={main} strokeWidth="8" strokeLinecap="round" />
      <path d="M66 84c8 6 52 6 60 0" fill="none" stroke={light} strokeWidth="3" />
    </g>
  );
}

function Parcel({ main, light }: Ink) {
  return (
    <g>
      <path d="M60 62h80v62H60Z" fill={light} />
      <path d="M56 50h88v18H56Z" fill={main} />
      <path d="M94 50h12v74H94Z" fill="#fbf8f1" opacity="0.8" />
      <path d="M100 50c-20-22-34-4-14 0h28c20-4 6-22-14 0Z" fill="none" stroke={main} strokeWidth="4" />
    </g>
  );
}

function Card({ main, light }: Ink) {
  return (
    <g>
      <rect x="48" y="44" width="104" height="66" rx="7" fill={main} />
      <rect x="48" y="62" width="104" height="10" fill={light} />
      <path d="M84 44v66" stroke="#fbf8f1" strokeWidth="5" opacity="0.85" />
      <rect x="98" y="86" width="42" height="8" rx="2" fill="#fbf8f1" opacity="0.85" />
    </g>
  );
}
