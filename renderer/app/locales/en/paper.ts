// Paper: slips and A4
import type { paper as chinese } from '../zh-CN/paper.ts';
import type { Wording } from '../wording.ts';

export const paper: Wording<typeof chinese> = {
  title: 'Paper',
  card: 'This sentence',
  receipt: 'Receipt',
  trial: 'Printer test',
  slip: 'Slip',
  sheet: 'A4',
  form: 'On which paper',
  preview: 'As it will be printed',
  loading: 'Getting it ready…',
  print: 'Print',
  pdf: 'Save as PDF',
  close: 'Close',
  printing: 'Printing…',
  printed: 'The printer has taken it.',
  opened: 'Handed to the system to print.',
  saved: 'Saved to {{path}}',
  refused: 'Not saved: {{detail}}',
  qr: 'QR code with what is needed to check the draw',
  fileName: 'receipt',
  keys: {
    slip: 'On a slip',
    sheet: 'On A4',
    print: 'Print',
    pdf: 'Save as PDF, of A4',
    back: 'Close',
  },
  receiptButton: 'Receipt',
  cardButton: 'Paper',
};
