import { useLingui } from '@lingui/react/macro';
import { type ReactNode, useState } from 'react';
import { focusFirstField } from '../../shell/first.focus.js';
import { Button, Ltr, TextField } from '../../ui/index.js';
import styles from '../calls.module.css';
import { keypadSigns } from '../phone/phone.rules.js';
import { usePhone } from '../phone/use.phone.js';

const SIGNS = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** Tones for a menu at the other end: pressed, or typed on any keyboard. What was sent stays to be read. */
export function Keypad(): ReactNode {
  const { t } = useLingui();
  const { phone } = usePhone();
  const [sent, setSent] = useState('');
  const send = (signs: string) => {
    if (signs === '') return;
    phone.active?.sendDigits(signs);
    setSent((before) => before + signs);
  };
  return (
    <div className={styles.keypad} ref={focusFirstField}>
      <TextField
        label={t`Digits`}
        direction="ltr"
        inputMode="tel"
        value={sent}
        onChange={(typed) => typed.length > sent.length && send(keypadSigns(typed.slice(sent.length)))}
      />
      <div className={styles.keys}>
        {SIGNS.map((sign) => (
          <Button key={sign} onPress={() => send(sign)}>
            <Ltr>{sign}</Ltr>
          </Button>
        ))}
      </div>
    </div>
  );
}
