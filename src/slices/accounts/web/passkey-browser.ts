import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

type Loose = Record<string, unknown>;

/** Whether this browser knows passkeys at all. */
export const hasPasskeys = (): boolean => typeof window.PublicKeyCredential === 'function';

/** Asks the browser for a passkey. @throws Error when the person gives up or none fits */
export const askForPasskey = async (options: Loose): Promise<Loose> => {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as PublicKeyCredentialRequestOptionsJSON;
  return (await startAuthentication({ optionsJSON })) as unknown as Loose;
};

/** Has the browser make a passkey. @throws Error when the person gives up or the device has one already */
export const makePasskey = async (options: Loose): Promise<Loose> => {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const optionsJSON = options as unknown as PublicKeyCredentialCreationOptionsJSON;
  return (await startRegistration({ optionsJSON })) as unknown as Loose;
};

/** True when the person closed the browser's window: nothing went wrong, nothing need be said. */
export const isGivenUp = (thrown: unknown): boolean =>
  thrown instanceof Error && ['NotAllowedError', 'AbortError'].includes(thrown.name);
