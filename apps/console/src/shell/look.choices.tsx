import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Preferences } from '@sila/contracts';
import { useChangePreferences } from '../api/index.js';
import { RadioGroup, Switch } from '../ui/index.js';
import { useNotices } from './notices.store.js';
import { useUi } from './ui.store.js';

/** Language, theme, density and desktop notices; effective at once and kept with the account. */
export function LookChoices(): ReactNode {
  const { t } = useLingui();
  const { language, theme, density, apply } = useUi();
  const save = useChangePreferences();
  const change = (patch: Partial<Preferences>) => {
    void apply(patch);
    save.mutate(patch);
  };
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
      <DensitySwitch isCompact={density === 'compact'} onChange={change} />
      <DesktopNotices />
    </>
  );
}

interface DensityProps {
  readonly isCompact: boolean;
  readonly onChange: (patch: Partial<Preferences>) => void;
}

function DensitySwitch({ isCompact, onChange }: DensityProps): ReactNode {
  const { t } = useLingui();
  return (
    <Switch
      isSelected={isCompact}
      onChange={(compact) => onChange({ density: compact ? 'compact' : 'comfortable' })}
    >
      {t`Compact list`}
    </Switch>
  );
}

function DesktopNotices(): ReactNode {
  const { t } = useLingui();
  const { desktop, blocked, setDesktop } = useNotices();
  return (
    <Switch
      isSelected={desktop}
      isDisabled={blocked}
      description={
        blocked ? t`The browser does not allow it for this site.` : t`Only while this window is hidden.`
      }
      onChange={(on) => void setDesktop(on)}
    >
      {t`Desktop notices`}
    </Switch>
  );
}
