/** Ranges that are not used on the Internet: RFC 1918, 6598, 3927, 1122, 4193, 4291. */
const internal = [
  /^10\./,
  /^192\.168\./,
  /^172\.(1[6-9]|2\d|3[01])\./,
  /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./,
  /^169\.254\./,
  /^127\./,
  /^0\./,
  /^f[cd][0-9a-f]{2}:/i,
  /^fe[89ab][0-9a-f]:/i,
  /^(0*:)*:?0*1$/,
] as const;

/** Whether the form's rule "no internal IP addresses" excludes this address or network. */
export const isInternalAddress = (address: string): boolean => {
  const plain = address
    .trim()
    .replace(/^\[|\].*$/g, '')
    .replace(/\/\d+$/, '')
    .replace(/^::ffff:/i, '');
  return internal.some((range) => range.test(plain));
};
