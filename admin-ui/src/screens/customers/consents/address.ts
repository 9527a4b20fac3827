const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
const PHONE = /^\+?[\d\s()-]{9,20}$/;

/** A whole address or number as the server asks for it; null while it is still being typed. */
export function addressOf(typed: string): { email: string } | { phone: string } | null {
  if (EMAIL.test(typed)) return { email: typed };
  return PHONE.test(typed) ? { phone: typed } : null;
}
