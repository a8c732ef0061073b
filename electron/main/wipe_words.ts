// What `--wipe` says, in both languages: there is no window to choose one in.
import type { Wiped } from './wipe.ts';

const EXIT = { done: 0, notAll: 1, refused: 2 } as const;

/** @returns what is shown, and the exit code: 0 all is gone, 1 something could not be removed, 2 nothing was removed */
export function tellWiped(
  wiped: Wiped,
  dataDir: string,
): { readonly text: string; readonly code: number } {
  switch (wiped.type) {
    case 'nothing-there':
      return refused(
        `${dataDir}：没有本程序的数据，什么都没有清除。数据放在别处时加 --data 指明文件夹。`,
        `${dataDir}: nothing of Counter Assist is there, and nothing was removed. Name another folder by --data.`,
      );
    case 'unsent':
      return refused(
        `没有清除：还有办理记录没有上送总部，也没有导出到U盘（${wiped.ledgers.join('、')}）。请打开程序，等状态栏显示“已全部上送”，或请店长按 F3 再按 U 写到U盘，关闭程序后再清除。程序打不开时：把整个文件夹拷贝给总部，再删除其中的 ledger-*.unsent 文件。`,
        `Not removed: entries were neither sent to HQ nor written to a stick (${wiped.ledgers.join(', ')}). Open the program and wait until everything is sent, or have the manager press F3 and U to write them to a stick; close it, then wipe again. If it does not open: copy the whole folder for HQ, then remove the ledger-*.unsent file in it.`,
      );
    case 'not-closed':
      return refused(
        `没有清除：程序上次没有正常关闭，不知道办理记录是否都已上送（${wiped.ledgers.join('、')}）。请打开程序再关闭，然后清除。程序打不开时：把整个文件夹拷贝给总部，再删除其中的 ledger-*.db-wal 文件。`,
        `Not removed: the program did not end by closing, so that nobody knows whether all is sent (${wiped.ledgers.join(', ')}). Open it, close it and wipe again. If it does not open: copy the whole folder for HQ, then remove the ledger-*.db-wal file in it.`,
      );
    case 'not-confirmed':
      return refused(
        `还没有清除。将从 ${dataDir} 删除：${wiped.names.join('、')}。这台电脑之后要重新登记才能用。确认清除请输入：--wipe=${wiped.word}`,
        `Nothing is removed yet. To go from ${dataDir}: ${wiped.names.join(', ')}. This computer must then be enrolled anew. To confirm: --wipe=${wiped.word}`,
      );
    case 'wiped':
      return wipedText(wiped, dataDir);
  }
}

function wipedText(
  { removed, failed, left }: Extract<Wiped, { type: 'wiped' }>,
  dataDir: string,
): { readonly text: string; readonly code: number } {
  const problems = failed.map(({ name, detail }) => `${name} (${detail})`).join(', ');
  const text = [
    `${dataDir}`,
    `已删除 Removed: ${removed.join(', ') || '-'}`,
    ...(problems === ''
      ? []
      : [`没有删成，请手工删除 Could not be removed, remove them by hand: ${problems}`]),
    ...(left.length === 0
      ? []
      : [`不是本程序的，留着 Not of this program, left there: ${left.join(', ')}`]),
    '另外存出去的报表、诊断文件、小票和U盘里的文件不在此列。请总部停用这台电脑：hub device revoke。',
    'Not reached: reports, diagnostics and receipts that somebody saved elsewhere, and sticks. HQ revokes this computer: hub device revoke.',
  ].join('\n');
  return { text, code: problems === '' ? EXIT.done : EXIT.notAll };
}

const refused = (chinese: string, english: string): { text: string; code: number } => ({
  text: `${chinese}\n${english}`,
  code: EXIT.refused,
});
