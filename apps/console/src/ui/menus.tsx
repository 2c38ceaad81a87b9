import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Dialog as AriaDialog,
  DialogTrigger,
  Header,
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuProps as AriaMenuProps,
  MenuSection as AriaMenuSection,
  MenuTrigger,
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
  Separator,
} from 'react-aria-components';
import { cx } from './class-names.js';
import { Icon } from './icons.js';
import styles from './overlays.module.css';
import { Kbd } from './text.js';

export { DialogTrigger, MenuTrigger };

type Place = Pick<AriaPopoverProps, 'placement'>;

export interface MenuProps<Item extends object>
  extends Omit<AriaMenuProps<Item>, 'className' | 'style'>, Place {}

/** The list a `MenuTrigger` opens: `<MenuTrigger><IconButton/><Menu><MenuItem/></Menu></MenuTrigger>`. */
export function Menu<Item extends object>({ placement, ...menu }: MenuProps<Item>): ReactNode {
  return (
    <AriaPopover
      placement={placement ?? 'bottom end'}
      offset={6}
      className={cx(styles.popover, styles.listPopover)}
    >
      <AriaMenu {...menu} className={styles.list ?? ''} />
    </AriaPopover>
  );
}

export interface MenuItemProps {
  readonly id?: string | undefined;
  readonly icon?: LucideIcon | undefined;
  /** The consequence, in a few words. */
  readonly description?: ReactNode;
  readonly shortcut?: string | undefined;
  readonly tone?: 'danger' | undefined;
  readonly isDisabled?: boolean | undefined;
  readonly href?: string | undefined;
  readonly onAction?: (() => void) | undefined;
  /** Needed when the children are more than plain text. */
  readonly textValue?: string | undefined;
  readonly children: ReactNode;
}

/** One action of a menu. */
export function MenuItem({
  icon,
  description,
  shortcut,
  tone,
  children,
  textValue,
  ...rest
}: MenuItemProps): ReactNode {
  const text = textValue ?? (typeof children === 'string' ? children : undefined);
  return (
    <AriaMenuItem
      {...rest}
      {...(text === undefined ? {} : { textValue: text })}
      className={cx(styles.item, tone && styles.dangerItem)}
    >
      {icon && <Icon of={icon} />}
      <span className={styles.itemText}>
        <span>{children}</span>
        {description && <small className={styles.itemDescription}>{description}</small>}
      </span>
      {shortcut && <Kbd>{shortcut}</Kbd>}
    </AriaMenuItem>
  );
}

/** Items of a menu that belong together, under a small heading. */
export function MenuSection({
  title,
  children,
}: {
  readonly title: ReactNode;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <AriaMenuSection>
      <Header className={styles.menuHeader}>{title}</Header>
      {children}
    </AriaMenuSection>
  );
}

/** A thin line between groups of items. */
export function MenuSeparator(): ReactNode {
  return <Separator className={styles.separator ?? ''} />;
}

export interface PopoverProps extends Place {
  /** Read aloud as the name of the panel. */
  readonly label: string;
  readonly children: ReactNode;
}

/** A panel a `DialogTrigger` opens beside its button. */
export function Popover({ label, placement, children }: PopoverProps): ReactNode {
  return (
    <AriaPopover placement={placement ?? 'bottom end'} offset={6} className={styles.popover ?? ''}>
      <AriaDialog aria-label={label} className={styles.panel ?? ''}>
        {children}
      </AriaDialog>
    </AriaPopover>
  );
}
