// The sentence cut into words and figures, so that amounts stand out when it is read aloud.

export type SentencePart = { readonly text: string; readonly isFigure: boolean };

const FIGURE =
  /[¥₹]?\d[\d,.]*(?:\s?(?:元|卢比|分钟|个月|万|分|次|天|年|兆|GB|MB|G|M|%|yuan|minutes|months|points))?/g;

/** The parts joined are the sentence again. */
export function sentenceParts(sentence: string): readonly SentencePart[] {
  const parts: SentencePart[] = [];
  let end = 0;
  for (const match of sentence.matchAll(FIGURE)) {
    // A full stop after a figure ends the sentence.
    const figure = match[0].replace(/[.,]$/, '');
    if (match.index > end) parts.push({ text: sentence.slice(end, match.index), isFigure: false });
    parts.push({ text: figure, isFigure: true });
    end = match.index + figure.length;
  }
  if (end < sentence.length) parts.push({ text: sentence.slice(end), isFigure: false });
  return parts;
}
