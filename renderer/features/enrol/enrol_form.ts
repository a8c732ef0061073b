// What is typed on the enrol page, tidied and checked before it goes to HQ.
import { isHubAddress, wholeHubAddress } from '#shared/contract/hub_address.ts';

export type EnrolForm = { readonly hubUrl: string; readonly branch: string; readonly code: string };
export type EnrolProblem = 'badHub' | 'badBranch' | 'badCode';

/** Full-width characters, spaces and case do not matter in a branch code. */
export const tidyBranch = (text: string): string =>
  text.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();

/** A one-time code as it is shown: upper case, in groups of four. */
export function groupCode(text: string): string {
  const plain = plainCode(text);
  return plain.match(/.{1,4}/g)?.join('-') ?? '';
}

/** A one-time code as it is sent: without spaces and dashes. */
export const plainCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');

/** Makes a bare address a whole one and takes trailing slashes off. */
export function tidyHub(text: string): string {
  const plain = text.normalize('NFKC').trim();
  if (plain === '') return '';
  const full = /^[a-z]+:\/\//i.test(plain) ? plain : wholeHubAddress(plain);
  return full.replace(/\/+$/, '');
}

/** The first thing that is wrong in each field; empty: it may be sent. */
export function problemsOf(form: EnrolForm): readonly EnrolProblem[] {
  return [
    ...(isHubAddress(form.hubUrl) ? [] : ['badHub' as const]),
    ...(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(form.branch) ? [] : ['badBranch' as const]),
    ...(plainCode(form.code).length >= 4 ? [] : ['badCode' as const]),
  ];
}
