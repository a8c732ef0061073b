import { expect, test } from 'vitest';
import { checkedEnvironment } from './environment.ts';

test('no variable switches the check of certificates off', () => {
  const environment = {
    HOME: '/home/counter',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    node_tls_reject_unauthorized: '0',
  };
  expect(checkedEnvironment(environment)).toEqual({ HOME: '/home/counter' });
});
