// The sentence cut into breaths, and those into words and figures: lines end where one draws breath, amounts stand out.

export type SentencePart = {
  readonly text: string;
  /** Where it begins in the whole. */
  readonly at: number;
  readonly isFigure: boolean;
};

const FIGURE =
  /[¥₹]?\d[\d,.]*(?:\s?(?:元|卢比|分钟|个月|万|分|次|天|年|兆|GB|MB|G|M|%|yuan|minutes|months|points))?/g;

/** Each with its punctuation; joined they are the sentence again. English breaks between words anyway. */
export const breathsOf = (sentence: string): readonly Omit<SentencePart, 'isFigure'>[] =>
  [...sentence.matchAll(/[^，。！？；：]+[，。！？；：”’）]*|[，。！？；：]+/g)].map((match) => ({
    text: match[0],
    at: match.index,
  }));

/** The parts joined are the sentence again. */
export function sentenceParts(sentence: string): readonly SentencePart[] {
  const parts: SentencePart[] = [];
  let end = 0;
  for (const match of sentence.matchAll(FIGURE)) {
    // A full stop after a figure ends the sentence.
    const figure = match[0].replace(/[.,]$/, '');
    if (match.index > end)
      parts.push({ text: sentence.slice(end, match.index), at: end, isFigure: false });
    parts.push({ text: figure, at: match.index, isFigure: true });
    end = match.index + figure.length;
  }
  if (end < sentence.length) parts.push({ text: sentence.slice(end), at: end, isFigure: false });
  return parts;
}
