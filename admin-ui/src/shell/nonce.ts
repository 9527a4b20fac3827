/** The nonce of this page's policy, for style elements that libraries make: Mantine, CodeMirror. */
export function cspNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}
