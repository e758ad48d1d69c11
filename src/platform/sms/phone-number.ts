/**
 * A telephone number as gateways want it, `+84912345678`, or null where it is none. Numbers without a country are
 * Vietnamese: the leading 0 goes.
 */
export const toInternationalNumber = (typed: string): string | null => {
  const digits = typed.replace(/[\s().-]/g, '');
  const match = /^(?:\+|00)(\d{8,15})$/.exec(digits) ?? /^0(\d{8,10})$/.exec(digits);
  if (!match) return null;
  return digits.startsWith('+') || digits.startsWith('00') ? `+${match[1]}` : `+84${match[1]}`;
};
