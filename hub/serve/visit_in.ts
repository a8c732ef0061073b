// The visit that the payload of an event names, whatever its kind and form.

/** @param payload as it came */
export function visitIn(payload: unknown): string | null {
  const visit = (payload as { readonly visit?: unknown } | null)?.visit;
  return typeof visit === 'string' ? visit : null;
}
