// The environment of the data process, which speaks to HQ.

type Environment = Readonly<Record<string, string | undefined>>;

/** Certificates are always checked, whatever the account's environment says. Windows writes names in any case. */
export const checkedEnvironment = (environment: Environment): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(environment).filter(
      ([name]) => name.toUpperCase() !== 'NODE_TLS_REJECT_UNAUTHORIZED',
    ),
  );
