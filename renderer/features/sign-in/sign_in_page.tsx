// Sign-in: choose yourself, then the PIN. All by keyboard.
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Branch } from '#shared/model/branch.ts';
import { useClient } from '#renderer/client/services.tsx';
import { staffQuery } from '#renderer/client/staff.ts';
import { CardNote, CardTitle, CentreCard } from '#renderer/ui/centre_card.tsx';
import { EmptyState } from '#renderer/ui/empty_state.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import { localText, useLocale } from '#renderer/ui/locale.tsx';
import { useKeys } from '#renderer/ui/use_keys.ts';
import { type StaffTile, staffTiles, tilesMatching } from './choose_staff.ts';
import { PinForm } from './pin_form.tsx';
import styles from './sign_in_page.module.css';
import { StaffTiles } from './staff_tiles.tsx';

export function SignInPage({ branch }: { readonly branch: Branch | null }) {
  const { t } = useTranslation('signIn');
  const { language } = useLocale();
  const { data } = useQuery(staffQuery(useClient()));
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const [picked, setPicked] = useState<StaffTile | null>(null);
  const staff = data?.ok === true ? data.value : null;
  const tiles = useMemo(() => staffTiles(staff ?? []), [staff]);
  const matching = tilesMatching(tiles, typed);
  // What was typed may have come before the list.
  const only = typed !== '' && matching.length === 1 ? matching[0] : undefined;
  const chosen = picked ?? only ?? null;

  const choose = (tile: StaffTile | null): void => {
    setPicked(tile);
    setTyped('');
    setActive(0);
  };
  const type = (text: string): void => {
    setTyped(text);
    setActive(0);
  };
  useKeys((press) => {
    if (press.ctrl || press.alt) return false;
    if (press.key === 'ArrowRight' || press.key === 'ArrowDown') {
      setActive((last) => Math.min(last + 1, matching.length - 1));
    } else if (press.key === 'ArrowLeft' || press.key === 'ArrowUp') {
      setActive((last) => Math.max(last - 1, 0));
    } else if (press.key === 'Enter') choose(matching[active] ?? null);
    else if (press.key === 'Backspace' || press.key === 'Escape') type('');
    else if (/^[a-z0-9]$/.test(press.key)) type(typed + press.key);
    else return false;
    return true;
  }, chosen === null);

  return (
    <CentreCard isWide>
      <p className={styles['branch']}>{branch === null ? '' : localText(branch.name, language)}</p>
      {chosen === null ? (
        <>
          <CardTitle>{t('title')}</CardTitle>
          <p className={styles['lead']} aria-live="polite">
            {typed === '' ? t('lead') : t('typed', { text: typed })}
          </p>
          {data?.ok === false && <FailureText failure={data.error} />}
          {staff?.length === 0 && <EmptyState title={t('noStaff')} />}
          {typed !== '' && matching.length === 0 && (
            <p className={styles['lead']}>{t('noMatch', { text: typed })}</p>
          )}
          <StaffTiles tiles={matching} active={active} onChoose={choose} />
        </>
      ) : (
        <PinForm staff={chosen} onBack={() => choose(null)} />
      )}
      {branch?.isDemo === true && <CardNote>{t('demo')}</CardNote>}
    </CentreCard>
  );
}
