import './ui/tokens.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ApiError, keys, onSignedOut, useMaybeMe } from './api/index.js';
import { activateLanguage } from './i18n.js';
import { makeRouter } from './router.js';
import { useUi } from './shell/ui.store.js';
import { UiProvider } from './ui/index.js';

const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      retry: (failures, error) => failures < 2 && (!(error instanceof ApiError) || error.status >= 502),
    },
  },
});

const router = makeRouter(client);

onSignedOut(() => {
  if (!client.getQueryData(keys.me)) return;
  client.setQueryData(keys.me, null);
  void router.navigate({ to: '/sign-in', search: { to: router.state.location.href } });
});

function App() {
  const { language, digits, theme, density } = useUi();
  const timeZone = useTimeZone();
  return (
    <UiProvider language={language} digits={digits} theme={theme} density={density} timeZone={timeZone}>
      <RouterProvider router={router} />
    </UiProvider>
  );
}

/** Times are shown as the association's clocks show them, wherever the officer sits. */
function useTimeZone(): string {
  return useMaybeMe()?.association.timeZone ?? 'Asia/Riyadh';
}

async function start(): Promise<void> {
  const host = document.getElementById('root');
  if (!host) throw new Error('The page has no place for the console.');
  const { language, digits } = useUi.getState();
  await activateLanguage(language, digits);
  createRoot(host).render(
    <StrictMode>
      <I18nProvider i18n={i18n}>
        <QueryClientProvider client={client}>
          <App />
        </QueryClientProvider>
      </I18nProvider>
    </StrictMode>,
  );
}

void start();
