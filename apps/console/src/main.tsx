import './ui/tokens.css';
import { i18n } from '@lingui/core';
import { I18nProvider } from '@lingui/react';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nProvider as AriaLocale } from 'react-aria-components';
import { ApiError, keys, onSignedOut } from './api/index.js';
import { activateLanguage, firstLanguage } from './i18n.js';
import { makeRouter } from './router.js';
import { useUi } from './shell/ui.store.js';
import { ToastRegion } from './ui/index.js';

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
  const language = useUi((state) => state.language);
  return (
    <I18nProvider i18n={i18n}>
      <AriaLocale locale={language === 'ar' ? 'ar-SA-u-nu-latn' : 'en-SA-u-nu-latn'}>
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
          <ToastRegion />
        </QueryClientProvider>
      </AriaLocale>
    </I18nProvider>
  );
}

async function start(): Promise<void> {
  const host = document.getElementById('root');
  if (!host) throw new Error('The page has no place for the console.');
  await activateLanguage(firstLanguage());
  createRoot(host).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

void start();
