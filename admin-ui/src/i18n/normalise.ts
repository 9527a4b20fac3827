/** Full-width digits, letters and spaces become half-width (NFKC): what a Japanese keyboard types by default. */
export function normalised(text: string): string {
  return text.normalize("NFKC").trim();
}

/** A whole number as typed: `１，２００` and `1,200` are 1200; null when it is none. */
export function readWhole(text: string): number | null {
  const plain = normalised(text)
    .replace(/[,、\s]/g, "")
    .replace(/^[−ー―]/, "-");
  if (!/^-?\d{1,15}$/.test(plain)) return null;
  return Number(plain);
}

/** A code as typed: half-width capitals without spaces and dashes. */
export function readCode(text: string): string {
  return normalised(text)
    .toUpperCase()
    .replace(/[\s\-‐-―ー−]/g, "");
}

/** Text to be searched: width, case and the kana's kind make no difference. */
export function folded(text: string): string {
  return normalised(text)
    .toLowerCase()
    .replace(/[\u30a1-\u30f6]/g, (kana) => String.fromCharCode(kana.charCodeAt(0) - 0x60));
}
