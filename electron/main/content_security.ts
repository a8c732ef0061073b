// What a page of the app may load and run: files of the app, nothing else; no eval, nothing from elsewhere.

/**
 * `style-src-attr 'unsafe-inline'`: the component library and the charts set single style attributes (sizes,
 * positions); under this policy those can neither load nor run anything. Style elements made by scripts are refused.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
