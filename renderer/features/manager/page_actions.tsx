// What may be done with the day or month that is shown: take it along, print it, switch between the two, close the day.
import { useTranslation } from 'react-i18next';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { MANAGER_KEYS } from '#renderer/ui/key_map.ts';
import barStyles from './day_bar.module.css';
import type { ExportFormat } from './use_export.ts';

const FORMATS: readonly ExportFormat[] = ['xlsx', 'csv', 'pdf'];

/** With Ctrl. */
export const FORMAT_KEYS: Readonly<Record<string, ExportFormat>> = {
  s: 'xlsx',
  e: 'csv',
  g: 'pdf',
};

export function PageActions(props: {
  /** The report is there, and nothing is being saved. */
  readonly canSave: boolean;
  readonly canClose: boolean;
  readonly isMonth: boolean;
  readonly onSave: (format: ExportFormat) => void;
  readonly onMonth: () => void;
  readonly onStick: () => void;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation(['manager', 'stick']);
  const className = barStyles['button'];
  return (
    <>
      {FORMATS.map((format) => (
        <button
          key={format}
          type="button"
          className={className}
          title={t(`exports.${format}`)}
          disabled={!props.canSave}
          onClick={() => props.onSave(format)}
        >
          {format.toUpperCase()} <KeyHint label={MANAGER_KEYS[format]} />
        </button>
      ))}
      <button type="button" className={className} onClick={() => window.print()}>
        {t('print')} <KeyHint label={MANAGER_KEYS.print} />
      </button>
      <button
        type="button"
        className={className}
        aria-pressed={props.isMonth}
        onClick={props.onMonth}
      >
        {t(props.isMonth ? 'month.hide' : 'month.show')} <KeyHint label={MANAGER_KEYS.month} />
      </button>
      <button type="button" className={className} onClick={props.onStick}>
        {t('stick:open')} <KeyHint label={MANAGER_KEYS.stick} />
      </button>
      <button
        type="button"
        className={className}
        disabled={!props.canClose}
        onClick={props.onClose}
      >
        {t('close.open')} <KeyHint label={MANAGER_KEYS.close} />
      </button>
    </>
  );
}

/** A line to sign on, on paper only. */
export function Signature() {
  const { t } = useTranslation('manager');
  return (
    <p className={barStyles['signature']}>
      {t('signature')}
      <span />
      {t('signedOn')}
      <span />
    </p>
  );
}
