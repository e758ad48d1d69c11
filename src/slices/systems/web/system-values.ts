import { orNull, toLines } from '../../agencies/web/public/line-list.ts';
import type { System } from '../contract.ts';

/** A system as its form holds it: lists as lines, nothing missing. */
export const toSystemValues = (system: System | undefined, agencyId = '') => ({
  name: system?.name ?? '',
  agencyId: system?.agency.id ?? agencyId,
  ownerName: system?.ownerName ?? '',
  operatorName: system?.operatorName ?? '',
  code: system?.code ?? '',
  purpose: system?.purpose ?? '',
  level: system?.level ? String(system.level) : '',
  domains: system?.domains.join('\n') ?? '',
  publicAddresses: system?.publicAddresses.join('\n') ?? '',
  operatingSystem: system?.operatingSystem ?? '',
  versionText: system?.versionText ?? '',
  services: system?.services ?? [],
  servicesOther: system?.servicesOther ?? '',
  protections: system?.protections ?? [],
  protectionsOther: system?.protectionsOther ?? '',
  isp: system?.isp ?? '',
  hosting: system?.hosting ?? '',
  securityProvider: system?.securityProvider ?? '',
  retiredOn: system?.retiredOn ?? '',
});
export type SystemValues = ReturnType<typeof toSystemValues>;

/** The same as the API takes it. */
export const toSystemBody = (values: SystemValues) => ({
  name: values.name,
  agencyId: values.agencyId,
  ownerName: orNull(values.ownerName),
  operatorName: orNull(values.operatorName),
  code: orNull(values.code),
  purpose: orNull(values.purpose),
  level: values.level === '' ? null : Number(values.level),
  domains: toLines(values.domains),
  publicAddresses: toLines(values.publicAddresses),
  operatingSystem: orNull(values.operatingSystem),
  versionText: orNull(values.versionText),
  services: values.services,
  servicesOther: orNull(values.servicesOther),
  protections: values.protections,
  protectionsOther: orNull(values.protectionsOther),
  isp: orNull(values.isp),
  hosting: orNull(values.hosting),
  securityProvider: orNull(values.securityProvider),
  retiredOn: orNull(values.retiredOn),
});
