import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { UiProvider } from '../../ui/ui-provider.tsx';
import { startTexts } from './i18n.ts';
import { LiveProvider } from './live-provider.tsx';
import { createQueryClient } from './query-client.ts';
import { buildRouter } from './router.tsx';
import { SessionProvider, sessionKey } from './session-provider.tsx';
import { slicesWeb } from './slices.ts';

const start = async (root: HTMLElement): Promise<void> => {
  const texts = await startTexts();
  const router = buildRouter(slicesWeb);
  const client = createQueryClient(texts, () => void client.invalidateQueries({ queryKey: sessionKey }));
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={texts}>
        <UiProvider>
          <QueryClientProvider client={client}>
            <SessionProvider>
              <LiveProvider>
                <RouterProvider router={router} />
              </LiveProvider>
            </SessionProvider>
          </QueryClientProvider>
        </UiProvider>
      </I18nextProvider>
    </StrictMode>,
  );
};

const root = document.getElementById('app');
if (root) void start(root);
