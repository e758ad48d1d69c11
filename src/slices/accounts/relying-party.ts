import { isIP } from 'node:net';
import type { Services } from '../../platform/ctx/services.ts';

/** The names that a passkey is bound to (Web Authentication Level 3, section 5.1.2): our public address. */
export const relyingParty = (services: Pick<Services, 'publicUrl'>): { id: string; origin: string } => {
  const url = new URL(services.publicUrl());
  return { id: url.hostname, origin: url.origin };
};

/** Browsers bind passkeys to names, not to addresses, and only over https or on localhost. */
export const isPasskeyPossible = (services: Pick<Services, 'publicUrl'>): boolean => {
  const url = new URL(services.publicUrl());
  const isAddress = isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0;
  return !isAddress && (url.protocol === 'https:' || url.hostname === 'localhost');
};

/** The library of passkeys, loaded with the first one: it costs a third of a second that the start need not wait for. */
export const loadWebAuthn = () => import('@simplewebauthn/server');
