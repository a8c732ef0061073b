// The last word of a customer, over what was said here and what HQ heard from the branch's other devices.
import { expect, it } from 'vitest';
import { isOptedOut } from '#shared/engine/consent.ts';
import type { Instant } from '#shared/base/month.ts';
import type { Consent } from '#shared/model/customer.ts';
import type { EventDraft } from './events.ts';
import { CUSTOMERS } from '#tests/fixtures/branch.ts';
import { append, newId, openTestLedger, undone } from '#tests/fixtures/ledger.ts';
import { withOwnConsent } from './consent.ts';

const AT = 1_795_000_000_000;
const at = (minutes: number): Instant => (AT + minutes * 60_000) as Instant;
const said = (customer: number, optedOut: boolean): EventDraft => ({
  id: newId(),
  kind: 'consent.changed',
  payload: { visit: null, customer, optedOut },
});
const heardAtHq = (consent: Consent | null, optedOut = false) => {
  const [first] = CUSTOMERS;
  if (first === undefined) throw new Error('no customer');
  return { ...first, optedOut, consent };
};

it('is what was said here last, of this customer, and not taken back', () => {
  const ledger = openTestLedger();
  const here = () => withOwnConsent(ledger, heardAtHq(null)).consent;
  expect(here()).toBeNull();
  append(ledger, said(1, true), { at: at(1) });
  append(ledger, said(2, true), { at: at(2) });
  expect(here()).toEqual({ optedOut: true, at: at(1) });
  const visit = newId();
  const again: EventDraft = {
    id: newId(),
    kind: 'consent.changed',
    payload: { visit, customer: 1, optedOut: false },
  };
  append(ledger, again, { at: at(3) });
  expect(here()).toEqual({ optedOut: false, at: at(3) });
  append(ledger, undone(visit, again.id), { at: at(4) });
  expect(here()).toEqual({ optedOut: true, at: at(1) });
});

it('of this device and HQ the later one counts, whichever it is', () => {
  const ledger = openTestLedger();
  append(ledger, said(1, true), { at: at(5) });
  const after = (consent: Consent | null) => isOptedOut(withOwnConsent(ledger, heardAtHq(consent)));
  expect(after({ optedOut: false, at: at(4) })).toBe(true);
  // HQ has this device's own word: nothing changes.
  expect(after({ optedOut: true, at: at(5) })).toBe(true);
  expect(after({ optedOut: false, at: at(6) })).toBe(false);
});

it('never takes back what HQ’s own system says', () => {
  const ledger = openTestLedger();
  append(ledger, said(1, false), { at: at(5) });
  expect(isOptedOut(withOwnConsent(ledger, heardAtHq(null, true)))).toBe(true);
});
