import type { LucideIcon } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  ToggleButton as AriaToggleButton,
  type ToggleButtonProps as AriaToggleButtonProps,
} from 'react-aria-components';
import styles from './buttons.module.css';
import { cx } from './class-names.js';
import { Icon } from './icons.js';
import { PendingMark } from './states.js';
import { WithTooltip } from './tooltip.js';

type Base = Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isPending'> & {
  /** At work on what it was pressed for: keeps the focus, takes no further press, says so. */
  readonly isPending?: boolean | undefined;
};

/** What a button at work ignores. Not `isDisabled`, which would lose the focus. */
function whilePending(isPending: boolean | undefined): Partial<AriaButtonProps> & { 'data-pending'?: true } {
  return isPending ? { type: 'button', onPress: () => undefined, 'data-pending': true } : {};
}

export interface ButtonProps extends Base {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  readonly size?: 'm' | 's' | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly iconAfter?: LucideIcon | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button that says in a verb what it does. `isPending` keeps its width and tells screen readers. */
export function Button({
  variant = 'secondary',
  size = 'm',
  icon,
  iconAfter,
  className,
  children,
  isPending,
  ...rest
}: ButtonProps): ReactNode {
  return (
    <AriaButton
      {...rest}
      {...whilePending(isPending)}
      className={cx(styles.button, styles[variant], styles[size], className)}
    >
      {isPending ? <PendingMark size={16} /> : icon && <Icon of={icon} size={size === 's' ? 16 : 18} />}
      <span>{children}</span>
      {iconAfter && <Icon of={iconAfter} size={16} />}
    </AriaButton>
  );
}

export interface IconButtonProps extends Base {
  /** The name read aloud and shown in the tooltip. */
  readonly label: string;
  readonly icon: LucideIcon;
  /** The key that does the same, shown in the tooltip: `Ctrl+K`. */
  readonly shortcut?: string | undefined;
  readonly variant?: 'quiet' | 'outlined' | 'primary' | undefined;
  readonly size?: 'm' | 's' | undefined;
  readonly className?: string | undefined;
  readonly ref?: Ref<HTMLButtonElement> | undefined;
}

/** A button that is only an icon: named for everybody by its tooltip. */
export function IconButton({
  label,
  icon,
  shortcut,
  variant = 'quiet',
  size = 'm',
  className,
  isPending,
  ...rest
}: IconButtonProps): ReactNode {
  return (
    <WithTooltip text={label} shortcut={shortcut}>
      <AriaButton
        aria-label={label}
        {...rest}
        {...whilePending(isPending)}
        className={cx(styles.iconButton, styles[`icon-${variant}`], styles[`icon-${size}`], className)}
      >
        {isPending ? <PendingMark size={18} /> : <Icon of={icon} size={size === 's' ? 16 : 20} />}
      </AriaButton>
    </WithTooltip>
  );
}

export interface ToggleProps extends Omit<AriaToggleButtonProps, 'className' | 'style' | 'children'> {
  readonly icon?: LucideIcon | undefined;
  readonly children: ReactNode;
}

/** A button that stays pressed. */
export function ToggleButton({ icon, children, ...rest }: ToggleProps): ReactNode {
  return (
    <AriaToggleButton {...rest} className={cx(styles.button, styles.secondary, styles.m, styles.toggle)}>
      {icon && <Icon of={icon} />}
      <span>{children}</span>
    </AriaToggleButton>
  );
}
