import { homedir } from 'node:os';
import { join } from 'node:path';

const homeOf = (env: NodeJS.ProcessEnv): string => env.HOME ?? homedir();

/** Rules that a person added; each set in a folder of its own. */
export const addedRulesFolder = (env: NodeJS.ProcessEnv): string =>
  join(env.XDG_DATA_HOME ?? join(homeOf(env), '.local', 'share'), 'khien', 'rules');

/** The key that signs result packages, made at first use. */
export const signingKeyPath = (env: NodeJS.ProcessEnv): string =>
  join(env.XDG_CONFIG_HOME ?? join(homeOf(env), '.config'), 'khien', 'signing-key.pem');
