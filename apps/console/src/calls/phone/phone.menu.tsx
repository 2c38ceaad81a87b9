import { Trans, useLingui } from '@lingui/react/macro';
import { Phone as PhoneIcon, PhoneOff, RotateCw, MonitorSmartphone } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import shell from '../../shell/shell.module.css';
import {
  Button,
  Chip,
  cx,
  DialogTrigger,
  HiddenText,
  Icon,
  Popover,
  Select,
  Switch,
} from '../../ui/index.js';
import styles from '../calls.module.css';
import { usePhoneLines } from '../calls.query.js';
import { usePhoneState, usePhoneSwitch } from './phone.store.js';
import { usePhoneStanding } from './phone.words.js';
import { usePhone } from './use.phone.js';
import type { AudioDevice } from './softphone.js';

/** The phone in the rail: whether calls ring here, and what to do when they don't. Nothing where there is no line. */
export function PhoneMenu(): ReactNode {
  const { t } = useLingui();
  const { lines } = usePhoneLines();
  const { title, tone } = usePhoneStanding();
  if (lines.length === 0) return null;
  return (
    <DialogTrigger>
      <AriaButton className={shell.person ?? ''}>
        <Icon of={tone === 'ok' ? PhoneIcon : PhoneOff} size={21} />
        <span className={cx(styles.dot, styles[tone])} />
        <HiddenText>
          <Trans>Phone: {title}</Trans>
        </HiddenText>
      </AriaButton>
      <Popover label={t`Phone`} placement="top start">
        <div className={shell.personPanel}>
          <Standing />
          <PhoneSwitch />
          <Devices />
        </div>
      </Popover>
    </DialogTrigger>
  );
}

function Standing(): ReactNode {
  const { title, text, tone, canRetry } = usePhoneStanding();
  const { phone, bringHere } = usePhone();
  const elsewhere = usePhoneState(({ place }) => place === 'elsewhere');
  const on = usePhoneSwitch((state) => state.on);
  return (
    <div className={styles.standing}>
      <span>
        <Chip tone={tone}>{title}</Chip>
      </span>
      <p className={shell.secondary}>{text}</p>
      {canRetry && (
        <Button size="s" icon={RotateCw} onPress={() => phone.retry()}>
          <Trans>Try again</Trans>
        </Button>
      )}
      {on && elsewhere && (
        <Button size="s" icon={MonitorSmartphone} onPress={bringHere}>
          <Trans>Bring the phone here</Trans>
        </Button>
      )}
    </div>
  );
}

function PhoneSwitch(): ReactNode {
  const { t } = useLingui();
  const { on, turn } = usePhoneSwitch();
  const busy = usePhoneState(({ leg }) => leg !== null);
  const { lines } = usePhoneLines();
  return (
    <Switch
      isSelected={on}
      isDisabled={busy}
      onChange={turn}
      description={busy ? t`Not during a call.` : lines.map(({ label }) => label).join(' · ')}
    >
      {t`Take calls in this browser`}
    </Switch>
  );
}

function Devices(): ReactNode {
  const { t } = useLingui();
  const devices = usePhoneState((state) => state.devices);
  const { phone } = usePhone();
  if (!devices) return null;
  return (
    <>
      <Select
        label={t`Microphone`}
        options={devices.microphones.map(named)}
        value={devices.microphone}
        placeholder={t`As the browser chooses`}
        onChange={(id) => phone.chooseDevice('microphone', id)}
      />
      {devices.speakers.length > 0 && (
        <Select
          label={t`Loudspeaker`}
          options={devices.speakers.map(named)}
          value={devices.speaker}
          placeholder={t`As the browser chooses`}
          onChange={(id) => phone.chooseDevice('speaker', id)}
        />
      )}
    </>
  );
}

const named = ({ id, label }: AudioDevice) => ({ id, label: label || id });
