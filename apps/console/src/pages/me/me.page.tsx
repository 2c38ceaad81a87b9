import { Trans, useLingui } from '@lingui/react/macro';
import type { Preferences } from '@sila/contracts';
import type { ReactNode } from 'react';
import { useChangePreferences, useMe } from '../../api/index.js';
import { useNotices } from '../../shell/notices.store.js';
import { useUi } from '../../shell/ui.store.js';
import { Avatar, Card, Ltr, Page, RadioGroup, Switch, toast, useErrorWords } from '../../ui/index.js';
import styles from '../shared/shared.module.css';
import { useRoleWords } from '../shared/words.js';
import { PasswordForm } from './password.form.js';

/** One's own account: how the console looks and behaves, and the password. */
export function MePage(): ReactNode {
  const { t } = useLingui();
  return (
    <Page title={<Trans>My account</Trans>} width="narrow">
      <Card>
        <Who />
      </Card>
      <Card title={t`Look and language`} intro={t`Effective at once, on every device where you sign in.`}>
        <Reading />
        <Look />
      </Card>
      <Card title={t`Keys and sounds`}>
        <Behaviour />
      </Card>
      <Card title={t`Password`} intro={t`Changing it ends your sessions on other devices.`}>
        <PasswordForm />
      </Card>
    </Page>
  );
}

function Who(): ReactNode {
  const me = useMe();
  const roles = useRoleWords();
  return (
    <div className={styles.person}>
      <Avatar name={me.name} size="l" />
      <div className={styles.personText}>
        <span className={styles.strong}>
          <bdi>{me.name}</bdi>
        </span>
        <span className={styles.quiet}>
          {roles[me.role].label} · <Ltr>{me.email}</Ltr>
        </span>
      </div>
    </div>
  );
}

/** Changes a preference at once; when the server refuses, says so and goes back. */
function useChange(): (patch: Partial<Preferences>) => void {
  const me = useMe();
  const words = useErrorWords();
  const apply = useUi((state) => state.apply);
  const save = useChangePreferences();
  return (patch) => {
    void apply(patch);
    save.mutate(patch, {
      onError: (error) => {
        void apply(me.preferences);
        toast.show({ text: words(error), tone: 'danger' });
      },
    });
  };
}

/** Language and digits. */
function Reading(): ReactNode {
  const { t } = useLingui();
  const { language, digits } = useUi();
  const change = useChange();
  return (
    <>
      <RadioGroup
        label={t`Language`}
        layout="segments"
        value={language}
        onChange={(next) => change({ language: next })}
        options={[
          { id: 'ar', label: <span lang="ar">العربية</span> },
          { id: 'en', label: <span lang="en">English</span> },
        ]}
      />
      <RadioGroup
        label={t`Digits in Arabic`}
        layout="segments"
        value={digits}
        onChange={(next) => change({ digits: next })}
        options={[
          { id: 'latin', label: <Ltr>1234567890</Ltr> },
          { id: 'arabic', label: <Ltr>١٢٣٤٥٦٧٨٩٠</Ltr> },
        ]}
      />
    </>
  );
}

/** Colours and density. */
function Look(): ReactNode {
  const { t } = useLingui();
  const { theme, density } = useUi();
  const change = useChange();
  return (
    <>
      <RadioGroup
        label={t`Colours`}
        layout="segments"
        value={theme}
        onChange={(next) => change({ theme: next })}
        options={[
          { id: 'system', label: t`As the device` },
          { id: 'light', label: t`Light` },
          { id: 'dark', label: t`Dark` },
        ]}
      />
      <RadioGroup
        label={t`Density`}
        layout="segments"
        value={density}
        onChange={(next) => change({ density: next })}
        options={[
          { id: 'comfortable', label: t`Comfortable` },
          { id: 'compact', label: t`Compact` },
        ]}
      />
    </>
  );
}

function Behaviour(): ReactNode {
  const { t } = useLingui();
  const { shortcuts, sounds } = useMe().preferences;
  const { desktop, blocked, setDesktop } = useNotices();
  const change = useChange();
  return (
    <>
      <Switch
        isSelected={shortcuts}
        onChange={(on) => change({ shortcuts: on })}
        description={t`J, K, R and the others. Chords with Ctrl or ⌘ always work.`}
      >
        {t`Single-key shortcuts`}
      </Switch>
      <Switch
        isSelected={sounds}
        onChange={(on) => change({ sounds: on })}
        description={t`A short tone for a new message, only while this window is hidden.`}
      >
        {t`Sounds`}
      </Switch>
      <Switch
        isSelected={desktop}
        isDisabled={blocked}
        onChange={(on) => void setDesktop(on)}
        description={
          blocked
            ? t`The browser does not allow it for this site.`
            : t`On this device, while the window is hidden.`
        }
      >
        {t`Desktop notices`}
      </Switch>
    </>
  );
}
