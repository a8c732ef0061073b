// Whether anything may be recommended to this customer, and the key that notes what was said: quiet until it is pressed.
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#shared/contract/view_customer.ts';
import { KeyHint } from '#renderer/ui/key_hint.tsx';
import { COUNTER_KEYS } from '#renderer/ui/key_map.ts';
import styles from './consent_line.module.css';
import type { ConsentDesk } from '../desk/use_consent.ts';

export function ConsentLine({
  by,
  desk,
}: {
  readonly by: CustomerView['optedOutBy'];
  readonly desk: ConsentDesk;
}) {
  const { t } = useTranslation('counter');
  const now = by === null ? 'open' : 'out';
  const words = desk.isAsked
    ? t(`customer.consent.ask.${now}`, { key: COUNTER_KEYS.consent })
    : by === 'hq'
      ? t('customer.consent.hq')
      : desk.isNoted || by !== null
        ? t(`customer.consent.said.${now}`)
        : null;
  return (
    <p className={styles['line']} data-testid="consent" data-warm={desk.isAsked || by !== null}>
      <span role="status">{words}</span>
      {by !== 'hq' && (
        <button
          type="button"
          className={styles['button']}
          // The mouse leaves the focus where it was: the next Enter is the errand's, never a second press.
          onMouseDown={(event) => event.preventDefault()}
          onClick={desk.press}
        >
          {t(desk.isAsked ? 'customer.consent.confirm' : `customer.consent.do.${now}`)}{' '}
          <KeyHint label={COUNTER_KEYS.consent} />
        </button>
      )}
    </p>
  );
}
