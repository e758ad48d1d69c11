import { formatDateTime, type Language } from '../../../ui/format-date.ts';
import type { TextKey } from '../../../ui/text-key.ts';
import type { Text } from '../../../ui/use-text.ts';

const codePrefixes: Readonly<Record<string, string>> = {
  tlp: 'incidents.tlp',
  handledBy: 'incidents.handledBy',
  personalData: 'incidents.personalData',
  signs: 'incidents.sign',
  personalDataKinds: 'incidents.personalDataKind',
  detectionSource: 'incidents.detectionSource',
  notifiedParties: 'incidents.notified',
  detectedPrecision: 'incidents.precision',
};

/** Money of Viet Nam in words of the screen: `15.000.000 đ`. */
export const formatDong = (amount: number, language: Language): string =>
  `${new Intl.NumberFormat(language === 'vi' ? 'vi-VN' : 'en-GB').format(amount)} đ`;

/** A recorded value of a fact as a person reads it; ids of registers are not said, since they mean nothing to readers. */
export const sayFact = (fact: string, value: unknown, text: Text, language: Language): string => {
  if (value === null || value === undefined || value === '') return text('ui.not-set');
  if (Array.isArray(value)) return value.map((item) => sayFact(fact, item, text, language)).join(', ');
  if (fact.endsWith('At')) return formatDateTime(String(value), language);
  if (fact === 'damageVnd') return formatDong(Number(value), language);
  if (fact === 'agencyId' || fact === 'systemId') return text('incidents.another-record');
  const prefix = codePrefixes[fact];
  return prefix ? text(`${prefix}.${String(value)}` as TextKey) : String(value);
};
