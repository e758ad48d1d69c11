import '@mantine/core/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import '@mantine/spotlight/styles.layer.css';
import './fonts.css';
import './tokens.css';
import './print.css';
import { MantineProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';
import { colorSchemeManager, theme } from './theme.ts';

/** The nonce that the server wrote into `<meta property="csp-nonce">`; browsers hide the attribute after load. */
const readStyleNonce = (): string => {
  const meta = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]');
  return meta?.nonce || meta?.getAttribute('content') || '';
};

/** Theme, colours, fonts and notifications around the whole application. */
export const UiProvider = ({ children }: { children: ReactNode }) => {
  // Mantine's scroll lock adds its style through this global name.
  Object.assign(globalThis, { __webpack_nonce__: readStyleNonce() });
  return (
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      colorSchemeManager={colorSchemeManager}
      getStyleNonce={readStyleNonce}
    >
      <Notifications position="bottom-right" autoClose={6000} limit={4} />
      {children}
    </MantineProvider>
  );
};
