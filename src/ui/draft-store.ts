const prefix = 'ui.draft.';
const lifeMs = 7 * 86_400_000;

/** Reads a draft; drafts older than a week are forgotten. Undefined where storage is closed. */
export const readDraft = <T>(key: string): T | undefined => {
  try {
    const stored = JSON.parse(localStorage.getItem(prefix + key) ?? 'null') as {
      at: number;
      value: T;
    } | null;
    return stored && Date.now() - stored.at < lifeMs ? stored.value : undefined;
  } catch {
    return undefined;
  }
};

/** Keeps a draft; a full or closed storage is no error, the text is still on the page. */
export const writeDraft = (key: string, value: unknown): void => {
  try {
    localStorage.setItem(prefix + key, JSON.stringify({ at: Date.now(), value }));
  } catch {
    return;
  }
};

/** Forgets a draft once its content is acknowledged by the server. */
export const dropDraft = (key: string): void => {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    return;
  }
};

/** Forgets every draft on this device; to be called at sign-out on machines that people share. */
export const dropAllDrafts = (): void => {
  try {
    for (const key of Object.keys(localStorage)) if (key.startsWith(prefix)) localStorage.removeItem(key);
  } catch {
    return;
  }
};
