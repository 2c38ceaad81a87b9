import { useLingui as useI18n } from '@lingui/react';
import { Trans, useLingui } from '@lingui/react/macro';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect } from 'react';
import type { ReactNode } from 'react';
import { useChangePreferences, useMaybeMe, useMe } from '../api/index.js';
import { CallDock } from '../calls/dock/call.dock.js';
import { PhoneProvider } from '../calls/phone/phone.provider.js';
import { useOutboxRunner } from '../inbox/outbox/outbox.runner.js';
import { useVisitsRunner } from '../pages/reception/visits.store.js';
import { useActivity } from '../realtime/activity.js';
import { RealtimeProvider } from '../realtime/realtime.context.js';
import { useCommands, useKeyboard } from './command.registry.js';
import { ConnectionBanner } from './connection.banner.js';
import { destinationsOf } from './destinations.js';
import { useOfferNotices } from '../inbox/offer/use.offer.notices.js';
import { useMessageNotices } from './notices.js';
import { openKeysSheet, openPalette, usePanels } from './panels.store.js';
import { Rail } from './rail.js';
import styles from './shell.module.css';
import type { Command } from './shortcut.rules.js';
import { useUi } from './ui.store.js';

const Palette = lazy(async () => ({ default: (await import('./palette.js')).Palette }));
const KeysSheet = lazy(async () => ({ default: (await import('./keys.sheet.js')).KeysSheet }));

/** The frame round every screen behind the sign-in. */
export function AppShell(): ReactNode {
  const me = useMaybeMe();
  if (!me) return null;
  return (
    <RealtimeProvider key={me.id}>
      <PhoneProvider>
        <Frame />
      </PhoneProvider>
    </RealtimeProvider>
  );
}

function Frame(): ReactNode {
  const me = useMe();
  const apply = useUi((state) => state.apply);
  useEffect(() => void apply(me.preferences), [apply, me.preferences]);
  useCommands(useShellCommands());
  useKeyboard(me.preferences.shortcuts);
  useMessageNotices();
  useActivity();
  useOfferNotices();
  useOutboxRunner();
  useVisitsRunner();
  return (
    <div className={styles.frame}>
      <a href="#main" className={styles.skip}>
        <Trans>Skip to the content</Trans>
      </a>
      <Rail />
      <div className={styles.body}>
        <div>
          <ConnectionBanner />
          <CallDock />
        </div>
        <main id="main" tabIndex={-1} className={styles.main}>
          <Outlet />
        </main>
      </div>
      <FloatingPanels />
    </div>
  );
}

function FloatingPanels(): ReactNode {
  const { palette, keysSheet } = usePanels();
  return (
    <Suspense>
      {palette && <Palette />}
      {keysSheet && <KeysSheet />}
    </Suspense>
  );
}

function useShellCommands(): readonly Command[] {
  const { t } = useLingui();
  const { theme, apply } = useUi();
  const save = useChangePreferences();
  const isDark =
    theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  const turn = () => {
    const next = isDark ? 'light' : 'dark';
    void apply({ theme: next });
    save.mutate({ theme: next });
  };
  return [
    ...useWays(),
    {
      id: 'palette',
      title: t`Find an action`,
      group: 'app',
      keys: '$mod+KeyK',
      run: () => openPalette(),
      isMove: true,
    },
    { id: 'keys', title: t`Show the keys`, group: 'app', keys: 'Shift+Slash', run: () => openKeysSheet() },
    { id: 'theme', title: isDark ? t`Light colours` : t`Dark colours`, group: 'app', run: turn },
  ];
}

function useWays(): readonly Command[] {
  const { t } = useLingui();
  const { i18n } = useI18n();
  const navigate = useNavigate();
  const me = useMe();
  const ways = destinationsOf(me).map((place): Command => {
    const name = i18n._(place.title);
    return {
      id: place.to,
      title: t`Open: ${name}`,
      group: 'go',
      keys: place.keys,
      run: () => void navigate({ to: place.to }),
    };
  });
  return [
    ...ways,
    {
      id: '/me',
      title: t`Open: my account`,
      group: 'go',
      keys: 'KeyG KeyM',
      run: () => void navigate({ to: '/me' }),
    },
  ];
}
