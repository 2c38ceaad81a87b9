import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './class-names.js';
import styles from './display.module.css';
import { useFormat } from './format.js';
import { Icon } from './icons.js';
import type { Tone } from './states.js';

export interface AvatarProps {
  readonly name: string;
  readonly size?: 's' | 'm' | 'l' | undefined;
  /** A small mark on its corner: the channel of a conversation. */
  readonly badge?: LucideIcon | undefined;
}

/** The first letter of a name. Decorative: the name itself stands beside it. */
export function Avatar({ name, size = 'm', badge }: AvatarProps): ReactNode {
  return (
    <span aria-hidden className={cx(styles.avatar, styles[`avatar-${size}`])}>
      {initialOf(name)}
      {badge && (
        <span className={styles.avatarBadge}>
          <Icon of={badge} size={12} />
        </span>
      )}
    </span>
  );
}

function initialOf(name: string): string {
  const word = name.trim().replace(/^(أم|أبو|ام|ابو)\s+/u, '');
  const [first] = new Intl.Segmenter().segment(word || name.trim());
  const letter = (first?.segment ?? '؟').toLocaleUpperCase();
  // Alone it would look like the digit five.
  return letter === 'ه' ? 'هـ' : letter;
}

export interface ChipProps {
  readonly tone?: Tone | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly children: ReactNode;
}

/** A short fact in words; colour and icon only help. */
export function Chip({ tone = 'neutral', icon, children }: ChipProps): ReactNode {
  return (
    <span className={cx(styles.chip, styles[tone])}>
      {icon && <Icon of={icon} size={13} />}
      {children}
    </span>
  );
}

export interface BadgeProps {
  readonly count: number;
  /** Read instead of the bare number: "3 unread messages". */
  readonly label?: string | undefined;
  /** Above this it says "99+". */
  readonly max?: number | undefined;
}

/** A count on its own ground; nothing at zero. */
export function Badge({ count, label, max = 99 }: BadgeProps): ReactNode {
  const format = useFormat();
  if (count <= 0) return null;
  const text = count > max ? `${format.number(max)}+` : format.number(count);
  return (
    <span className={styles.badge}>
      <bdi dir="ltr" aria-hidden={label !== undefined}>
        {text}
      </bdi>
      {label && <span className="hidden-text">{label}</span>}
    </span>
  );
}
