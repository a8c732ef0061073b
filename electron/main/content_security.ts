// What a page of the app may load and run.

/** The page finds the nonce here and gives it to the style elements that the component library makes. */
export const NONCE_META = 'style-nonce';

/**
 * `style-src-elem` takes a nonce: the component library writes its theme's variables into one style element at run
 * time. `style-src-attr 'unsafe-inline'`: it and the charts set single style attributes (sizes, positions); those
 * cannot load or run anything under this policy. Scripts are files of the app, nothing else; no eval.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `style-src-elem 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}
