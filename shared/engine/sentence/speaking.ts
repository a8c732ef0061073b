// How long a Chinese sentence takes to say.

const CHARACTERS_A_SECOND = 4;
/** A comma and a full stop, in characters' time. */
const SHORT_PAUSE = 0.5;
const LONG_PAUSE = 1;

/** Seconds at a calm pace, four characters a second, one decimal; figures count as they are read out (`100` is two: 一百). */
export function speakingSeconds(zh: string): number {
  let characters = 0;
  for (const piece of zh.matchAll(/\d[\d,]*(?:\.\d+)?|\p{Letter}|[，、；：,;:]|[。！？!?…]|%/gu)) {
    const text = piece[0];
    if (/^\d/.test(text)) characters += syllablesOfFigure(text.replaceAll(',', ''));
    else if (/[，、；：,;:]/.test(text)) characters += SHORT_PAUSE;
    else if (/[。！？!?…]/.test(text)) characters += LONG_PAUSE;
    else if (text === '%') characters += 3;
    else characters += 1;
  }
  return Math.round((characters / CHARACTERS_A_SECOND) * 10) / 10;
}

/** `105` is 一百零五: four. Ten and its teens drop the leading one (十二). Long figures are read digit by digit. */
function syllablesOfFigure(figure: string): number {
  const [whole = '', decimals] = figure.split('.');
  const tail = decimals === undefined ? 0 : 1 + decimals.length;
  if (whole.length > 8) return whole.length + tail;
  return syllablesOfWhole(Number(whole)) + tail;
}

function syllablesOfWhole(value: number): number {
  if (value >= 10_000) {
    const rest = value % 10_000;
    const gap = rest > 0 && rest < 1_000 ? 1 : 0;
    return (
      syllablesOfWhole(Math.floor(value / 10_000)) +
      1 +
      (rest === 0 ? 0 : gap + syllablesOfWhole(rest))
    );
  }
  if (value < 10) return 1;
  if (value < 20) return value === 10 ? 1 : 2;
  const digits = String(value);
  const trimmed = digits.replace(/0+$/, '');
  let count = 0;
  let zero = false;
  for (let index = 0; index < trimmed.length; index += 1) {
    if (trimmed[index] === '0') {
      if (!zero) count += 1;
      zero = true;
      continue;
    }
    zero = false;
    count += index === digits.length - 1 ? 1 : 2;
  }
  return count;
}
