export const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const PHONE = /^(0\d{9,10}|\+\d{9,15})$/;

/** A telephone number as typed, full-width or with dashes, as plain digits; empty while it is none. */
export function plainPhone(typed: string): string {
  const plain = typed.normalize("NFKC").replace(/[\s().‐-―ー-]/g, "");
  return PHONE.test(plain) ? plain : "";
}

/** An e-mail address as typed; empty while it is none. */
export function plainEmail(typed: string): string {
  const plain = typed.normalize("NFKC").trim();
  return EMAIL.test(plain) ? plain : "";
}
