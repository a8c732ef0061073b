// Notes for colleagues: written and taken back at the data process, and shown as it answers.
import type { SendResult } from '#electron/port/client.ts';
import type { Uuid } from '#shared/base/id.ts';
import type { Desk } from './desk.ts';

export function noteSteps({ counter, dispatch, client }: Desk) {
  const { served } = counter;

  const takeNotes = (
    key: number,
    answer: SendResult<'note.write'> | SendResult<'note.remove'>,
  ): boolean => {
    if (answer.ok) {
      dispatch({ type: 'errand', key, action: { type: 'notes', notes: answer.value } });
    } else dispatch({ type: 'failed', key, failure: answer.error });
    return answer.ok;
  };

  /** False: it was not recorded. */
  const writeNote = async (text: string): Promise<boolean> => {
    if (served === null || served.errand === null) return false;
    const { visit } = served.errand.view;
    return takeNotes(served.key, await client.send('note.write', { visit, text }));
  };

  const removeNote = async (note: Uuid): Promise<void> => {
    if (served === null || served.errand === null) return;
    const { visit } = served.errand.view;
    takeNotes(served.key, await client.send('note.remove', { visit, note }));
  };

  return { writeNote, removeNote };
}
