import type { ObservableType } from '../contract/codes.ts';

/** The value so that nobody opens it by a slip: `hxxps://xau[.]example/a`, `203[.]0[.]113[.]7`, `ten[@]xau[.]example`. */
export const defang = (type: ObservableType, value: string): string => {
  switch (type) {
    case 'url': {
      const [, scheme = '', host = '', rest = ''] = /^([a-z]+):\/\/([^/?#]*)(.*)$/i.exec(value) ?? [];
      return `${scheme.replace(/^http/i, 'hxxp').replace(/^ftp/i, 'fxp')}://${host.replaceAll('.', '[.]')}${rest}`;
    }
    case 'email':
      return value.replace('@', '[@]').replaceAll('.', '[.]');
    case 'domain':
    case 'ipv4':
      return value.replaceAll('.', '[.]');
    case 'ipv6':
      return value.replaceAll(':', '[:]');
    default:
      return value;
  }
};
