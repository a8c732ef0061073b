// The same paper on A4, in the letters of the page.
import type { Paper, PaperBlock } from '#shared/model/paper.ts';
import { QrCode } from './qr_code.tsx';
import styles from './sheet.module.css';

export function Sheet({ paper, qrLabel }: { readonly paper: Paper; readonly qrLabel: string }) {
  return (
    <div className={styles['sheet']} data-testid="sheet">
      {paper.map((block, index) => (
        // oxlint-disable-next-line react/no-array-index-key -- blocks have no other name, and never move
        <Block key={index} block={block} qrLabel={qrLabel} />
      ))}
    </div>
  );
}

function Block({ block, qrLabel }: { readonly block: PaperBlock; readonly qrLabel: string }) {
  switch (block.kind) {
    case 'title':
      return <h3 className={styles['title']}>{block.text}</h3>;
    case 'centre':
      return <p className={styles['centre']}>{block.text}</p>;
    case 'text':
      return <p className={styles[block.isStrong ? 'strong' : 'text']}>{block.text}</p>;
    case 'pair':
      return (
        <p className={styles['pair']}>
          <span>{block.term}</span>
          <span className={styles['value']}>{block.value}</span>
        </p>
      );
    case 'rule':
      return <hr className={styles['rule']} />;
    case 'qr':
      return (
        <figure className={styles['qr']}>
          <QrCode content={block.content} label={qrLabel} />
          <figcaption>{block.caption}</figcaption>
        </figure>
      );
  }
}
