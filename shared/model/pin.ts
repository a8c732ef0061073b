// What a PIN looks like; apart from the schemas, so that the first page comes without them.

/** What `hub import` takes as a PIN and the sign-in page as well. */
export const PIN_PATTERN = /^\d{4,12}$/;
