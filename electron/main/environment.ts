// The environment of the data process, which speaks to HQ.

type Environment = Readonly<Record<string, string | undefined>>;

/** What would have Node believe other certificates, or go another way. */
const LEFT_OUT =
  /^(NODE_(TLS_REJECT_UNAUTHORIZED|EXTRA_CA_CERTS|USE_ENV_PROXY|USE_SYSTEM_CA)|SSL_CERT_(FILE|DIR)|OPENSSL_CONF|(HTTPS?|ALL|NO)_PROXY)$/i;

/**
 * Certificates are always checked, and the way to HQ is the administrator's, whatever the account's environment says.
 * Windows writes names in any case.
 */
export const checkedEnvironment = (environment: Environment): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => !LEFT_OUT.test(name)));
