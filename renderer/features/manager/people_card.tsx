// The people of the branch: wrong PINs at this computer, who is barred, and what a manager does about it.
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Approval } from '#shared/contract/approval.ts';
import type { StaffWatch } from '#shared/contract/view_status.ts';
import { useClient, useSend } from '#renderer/client/services.tsx';
import { useAppState } from '#renderer/client/state.ts';
import { staffQuery, staffWatchQuery } from '#renderer/client/staff.ts';
import { ApprovalDialog } from '#renderer/ui/approval_dialog.tsx';
import { FailureText } from '#renderer/ui/failure_text.tsx';
import type { Failure } from '#renderer/ui/failure_type.ts';
import { TextField } from '#renderer/ui/text_field.tsx';
import styles from './people_card.module.css';
import tableStyles from './table.module.css';

type Act = 'block' | 'unblock' | 'release';

export function PeopleCard() {
  const { t } = useTranslation('manager');
  const people = useQuery(staffWatchQuery(useClient())).data;
  const [asked, setAsked] = useState<{ readonly member: StaffWatch; readonly act: Act } | null>(
    null,
  );
  const present = useAppState()?.session?.staff;
  if (people?.ok === false) return <FailureText failure={people.error} />;
  return (
    <>
      <table className={tableStyles['table']}>
        <caption className="visually-hidden">{t('people.title')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('people.name')}</th>
            <th scope="col">{t('people.state')}</th>
            <th scope="col" className={tableStyles['figure']}>
              {t('people.act')}
            </th>
          </tr>
        </thead>
        <tbody>
          {(people?.value ?? []).map((member) => (
            <tr key={member.id}>
              <th scope="row">{member.name}</th>
              <td>
                <State member={member} />
              </td>
              <td className={tableStyles['figure']}>
                {(member.id === present ? [] : actsOn(member)).map((act) => (
                  <button
                    key={act}
                    type="button"
                    className={styles['act']}
                    aria-label={t(`people.title_${act}`, { name: member.name })}
                    onClick={() => setAsked({ member, act })}
                  >
                    {t(`people.${act}`)}
                  </button>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked !== null && <ActDialog {...asked} onClose={() => setAsked(null)} />}
    </>
  );
}

const actsOn = ({ isLockedOut, isBlocked }: StaffWatch): readonly Act[] =>
  isBlocked ? ['unblock'] : isLockedOut ? ['release', 'block'] : ['block'];

function State({ member }: { readonly member: StaffWatch }) {
  const { t } = useTranslation('manager');
  const { failures: count } = member;
  if (member.isBlocked) return <strong className={styles['odd']}>{t('people.blocked')}</strong>;
  if (member.isLockedOut) {
    return <strong className={styles['odd']}>{t('people.locked', { count })}</strong>;
  }
  if (count > 0) return t('people.failures', { count });
  return t(member.hasFirstPin ? 'people.firstPin' : 'people.fine');
}

function ActDialog({
  member,
  act,
  onClose,
}: {
  readonly member: StaffWatch;
  readonly act: Act;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('manager');
  const client = useClient();
  const cache = useQueryClient();
  const staff = useQuery(staffQuery(client)).data;
  const block = useSend('staff.block');
  const release = useSend('staff.release');
  const [reason, setReason] = useState('');
  const approve = async (approval: Approval): Promise<Failure | null> => {
    const outcome =
      act === 'release'
        ? await release.mutateAsync({ member: member.id, approval })
        : await block.mutateAsync({
            member: member.id,
            isBlocked: act === 'block',
            reason,
            approval,
          });
    if (!outcome.ok) return outcome.error;
    void cache.invalidateQueries({ queryKey: staffQuery(client).queryKey });
    onClose();
    return null;
  };
  return (
    <ApprovalDialog
      title={t(`people.title_${act}`, { name: member.name })}
      submit={t(`people.${act}`)}
      staff={staff?.ok === true ? staff.value : []}
      isReady={act === 'release' || reason.trim() !== ''}
      onApprove={approve}
      onClose={onClose}
    >
      <p className={styles['what']}>{t(`people.what_${act}`)}</p>
      {act !== 'release' && (
        <TextField
          label={t('people.reason')}
          problem={null}
          value={reason}
          onChange={setReason}
          isFocused
        />
      )}
    </ApprovalDialog>
  );
}
