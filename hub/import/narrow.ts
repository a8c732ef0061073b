// One width of letters, digits and blanks, and nothing else made one: 5² is not 52, ① is not 1.

/** Full-width forms as ASCII, all blanks as one; the rest stays as it is. */
export const narrow = (text: string): string => (/[^ -~]/.test(text) ? narrowed(text) : text);

const narrowed = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00a0\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replaceAll('￥', '¥');
