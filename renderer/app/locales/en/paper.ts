// Paper: slips and A4
import type { paper as chinese } from '../zh-CN/paper.ts';
import type { Wording } from '../wording.ts';

export const paper: Wording<typeof chinese> = {
  title: 'Print',
  card: 'This offer',
  receipt: 'Receipt',
  trial: 'Printer test',
  slip: 'Slip',
  sheet: 'A4',
  form: 'Paper',
  preview: 'Preview',
  loading: 'Preparing…',
  print: 'Print',
  pdf: 'Save as PDF',
  close: 'Close',
  printing: 'Printing…',
  printed: 'Sent to the printer.',
  opened: 'Sent to the system print dialog.',
  saved: 'Saved to {{path}}',
  refused: 'Not saved: {{detail}}',
  qr: 'QR code with the details for checking the draw',
  fileName: 'receipt',
  keys: {
    slip: 'On a slip',
    sheet: 'On A4',
    print: 'Print',
    pdf: 'Save as PDF (A4)',
    back: 'Close',
  },
  receiptButton: 'Receipt',
  cardButton: 'Print',
};
