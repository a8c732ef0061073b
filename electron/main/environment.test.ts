import { expect, test } from 'vitest';
import { checkedEnvironment } from './environment.ts';

test('no variable switches the check of certificates off', () => {
  const environment = {
    HOME: '/home/counter',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    node_tls_reject_unauthorized: '0',
    NODE_EXTRA_CA_CERTS: '/tmp/ca.pem',
    NODE_USE_ENV_PROXY: '1',
    SSL_CERT_FILE: '/tmp/ca.pem',
    https_proxy: 'http://127.0.0.1:3128',
    HTTP_PROXY: 'http://127.0.0.1:3128',
  };
  expect(checkedEnvironment(environment)).toEqual({ HOME: '/home/counter' });
});
