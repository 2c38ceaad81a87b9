import { Trans } from '@lingui/react/macro';
import type { ChannelKind } from '@sila/contracts';
import { ChevronRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Dialog, Icon } from '../../ui/index.js';
import { useUi } from '../../shell/ui.store.js';
import { channelIcon } from '../../ui/channel.icon.js';
import styles from './channels.module.css';

interface KindDialogProps {
  readonly kinds: readonly ChannelKind[];
  readonly onChoose: (kind: ChannelKind) => void;
  readonly onClose: () => void;
}

/** The first step of connecting: which kind of channel. */
export function KindDialog({ kinds, onChoose, onClose }: KindDialogProps): ReactNode {
  const { language } = useUi();
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && onClose()}
      title={<Trans>What do you want to connect?</Trans>}
      size="s"
    >
      <ul className={styles.kinds}>
        {kinds.map((kind) => (
          <li key={kind.name}>
            <AriaButton className={styles.kind ?? ''} onPress={() => onChoose(kind)}>
              <span className={styles.kindIcon}>
                <Icon of={channelIcon(kind.icon)} size={22} />
              </span>
              <span className={styles.kindName}>{language === 'ar' ? kind.labelAr : kind.labelEn}</span>
              <Icon of={ChevronRight} />
            </AriaButton>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
