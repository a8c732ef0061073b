// What goes on paper, as it is meant: an 80 mm slip and a sheet of A4 are laid out from the same blocks.
export type PaperBlock =
  /** Large, in the middle. */
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'centre'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly isStrong: boolean }
  /** A term and what it is; amounts end at the right edge. */
  | { readonly kind: 'pair'; readonly term: string; readonly value: string }
  | { readonly kind: 'rule' }
  /** Text for machines, with a line for people below it. */
  | { readonly kind: 'qr'; readonly content: string; readonly caption: string };

export type Paper = readonly PaperBlock[];

/** Of the slip, laid out. */
export type SlipLine =
  /** A large letter takes twice the columns of another. */
  | { readonly kind: 'text'; readonly text: string; readonly look: 'plain' | 'strong' | 'large' }
  | { readonly kind: 'qr'; readonly content: string };
