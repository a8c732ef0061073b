// The people of the branch as numbered tiles.
import { useTranslation } from 'react-i18next';
import type { StaffTile } from './choose_staff.ts';
import styles from './staff_tiles.module.css';

export function StaffTiles(props: {
  readonly tiles: readonly StaffTile[];
  readonly active: number;
  readonly onChoose: (tile: StaffTile) => void;
}) {
  const { t } = useTranslation(['signIn', 'common']);
  return (
    <ul className={styles['tiles']} aria-label={t('staff')}>
      {props.tiles.map((tile, index) => (
        <li key={tile.id}>
          <button
            type="button"
            className={styles['tile']}
            data-active={index === props.active}
            onClick={() => props.onChoose(tile)}
          >
            <span className={styles['number']} aria-hidden="true">
              {tile.number}
            </span>
            <span className={styles['name']}>{tile.name}</span>
            <span className={styles['role']}>{t(`common:role.${tile.role}`)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
