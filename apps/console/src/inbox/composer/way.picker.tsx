import { useLingui } from '@lingui/react/macro';
import { ChevronDown, MessageSquareOff, Timer } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { ReplyOption } from '@sila/contracts';
import {
  Chip,
  HiddenText,
  Icon,
  Ltr,
  Menu,
  MenuItem,
  MenuTrigger,
  useFormat,
  useNow,
} from '../../ui/index.js';
import { channelIcon } from '../../ui/channel.icon.js';
import { isOpen, useBlockedWords, wayKey } from './reply.way.js';
import styles from './composer.module.css';

interface WayPickerProps {
  readonly options: readonly ReplyOption[];
  readonly chosen: ReplyOption;
  readonly onChoose: (way: string) => void;
}

/** Through what the answer goes; ways that are closed say why. */
export function WayPicker({ options, chosen, onChoose }: WayPickerProps): ReactNode {
  const { t } = useLingui();
  const blocked = useBlockedWords();
  return (
    <MenuTrigger>
      <AriaButton className={styles.way ?? ''}>
        <Icon of={channelIcon(chosen.channel.icon)} size={16} />
        <HiddenText>{t`Answer through`} </HiddenText>
        <bdi className={styles.wayName}>{chosen.channel.label}</bdi>
        <Icon of={ChevronDown} size={14} />
      </AriaButton>
      <Menu placement="top start" onAction={(key) => onChoose(String(key))}>
        {options.map((option) => (
          <MenuItem
            key={wayKey(option)}
            id={wayKey(option)}
            icon={channelIcon(option.channel.icon)}
            textValue={`${option.channel.label} ${option.address}`}
            isDisabled={!option.canSend && option.templates.length === 0}
            description={option.canSend ? <Ltr>{option.address}</Ltr> : blocked(option.blockedBy)}
          >
            <bdi>{option.channel.label}</bdi>
          </MenuItem>
        ))}
      </Menu>
    </MenuTrigger>
  );
}

/** Nobody is promised an answer that can't be given. */
export function AnswerWarning({ option }: { readonly option: ReplyOption }): ReactNode {
  const { t } = useLingui();
  if (option.answerable) return null;
  return (
    <Chip icon={MessageSquareOff} tone="warn">
      {t`They can't answer this way`}
    </Chip>
  );
}

const SOON_MS = 2 * 3_600_000;

/** How long free replies are still possible, where the provider limits it. */
export function WindowCountdown({ option }: { readonly option: ReplyOption }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(30_000);
  if (option.windowEndsAt === null || !isOpen(option, now)) return null;
  const left = format.waiting(now, option.windowEndsAt);
  const soon = Date.parse(option.windowEndsAt) - now < SOON_MS;
  return (
    <Chip icon={Timer} tone={soon ? 'warn' : 'neutral'}>
      {t`Free replies for ${left}`}
    </Chip>
  );
}
