// A slip as the 80 mm printer makes it: the same lines in the same 48 columns.
import { Fragment } from 'react';
import type { SlipLine } from '#shared/model/paper.ts';
import { QrCode } from './qr_code.tsx';
import styles from './slip.module.css';

export function Slip({
  lines,
  qrLabel,
}: {
  readonly lines: readonly SlipLine[];
  readonly qrLabel: string;
}) {
  return (
    <div className={styles['slip']} data-testid="slip">
      {/* Lines of a paper have no other name than their place, and never move. */}
      {/* oxlint-disable react/no-array-index-key */}
      {lines.map((line, index) =>
        line.kind === 'qr' ? (
          <div key={index} className={styles['qr']}>
            <QrCode content={line.content} label={qrLabel} />
          </div>
        ) : (
          <p key={index} className={styles[line.look]}>
            {runsOf(line.text).map(({ at, text, isWide }) =>
              isWide ? (
                <span key={at} className={styles['wide']}>
                  {text}
                </span>
              ) : (
                <Fragment key={at}>{text}</Fragment>
              ),
            )}
          </p>
        ),
      )}
    </div>
  );
}

type Run = { readonly at: number; readonly text: string; readonly isWide: boolean };

/** Letters of one column, and those of two. Joined they are the line again. */
const runsOf = (line: string): readonly Run[] =>
  [...line.matchAll(/[\u0020-\u007e]+|[^\u0020-\u007e]+/g)].map((match) => ({
    at: match.index,
    text: match[0],
    isWide: !/^[\u0020-\u007e]/.test(match[0]),
  }));
