/**
 * The policy every page of the wizard is served with. Scripts and styles come from the application's own files;
 * style elements that the component library makes carry the nonce, so no `unsafe-inline` is needed.
 * @param nonce Fresh for each document, letters and digits only.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'none'",
    // The report preview is an srcdoc frame, which needs no source here.
    "frame-src 'none'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
