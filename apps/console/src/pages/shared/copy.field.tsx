import { useLingui } from '@lingui/react/macro';
import { Check, Copy } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button, TextField, toast } from '../../ui/index.js';
import styles from './shared.module.css';

interface CopyFieldProps {
  readonly label: string;
  readonly value: string;
  readonly description?: ReactNode;
}

/** A text to be taken elsewhere: readable, selectable, copied with one press. */
export function CopyField({ label, value, description }: CopyFieldProps): ReactNode {
  const { t } = useLingui();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      toast.show({
        text: t`The browser does not allow copying. Select the text and copy it.`,
        tone: 'danger',
      });
    }
  };
  return (
    <div className={styles.copy}>
      <TextField
        label={label}
        value={value}
        description={description}
        direction="ltr"
        isReadOnly
        onFocus={(event) => event.target instanceof HTMLInputElement && event.target.select()}
      />
      <Button icon={copied ? Check : Copy} onPress={() => void copy()} aria-label={t`Copy: ${label}`}>
        {copied ? t`Copied` : t`Copy`}
      </Button>
    </div>
  );
}
