import { ArrowDown, ArrowUp } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Cell as AriaCell,
  Column as AriaColumn,
  type ColumnProps as AriaColumnProps,
  Row as AriaRow,
  type RowProps as AriaRowProps,
  Table as AriaTable,
  TableBody,
  type TableProps as AriaTableProps,
  TableHeader,
} from 'react-aria-components';
import { cx } from './class-names.js';
import { Icon } from './icons.js';
import styles from './tables.module.css';

export { TableBody, TableHeader };

type Plain<Props> = Omit<Props, 'className' | 'style'>;

/** A table; in a narrow place every row becomes a small card, its cells named by their columns. */
export function Table(props: Plain<AriaTableProps> & { readonly 'aria-label': string }): ReactNode {
  return (
    <div className={styles.frame}>
      <AriaTable {...props} className={styles.table ?? ''} />
    </div>
  );
}

/** The head of a column; shows its order when it can be sorted. */
export function Column({
  children,
  ...rest
}: Plain<Omit<AriaColumnProps, 'children'>> & { readonly children?: ReactNode }): ReactNode {
  return (
    <AriaColumn {...rest} className={styles.column ?? ''}>
      {({ sortDirection }) => (
        <span className={styles.columnText}>
          {children}
          {sortDirection && <Icon of={sortDirection === 'ascending' ? ArrowUp : ArrowDown} size={14} />}
        </span>
      )}
    </AriaColumn>
  );
}

export function Row<Item extends object>(props: Plain<AriaRowProps<Item>>): ReactNode {
  return <AriaRow {...props} className={styles.row ?? ''} />;
}

interface CellProps {
  /** The column's name, shown beside the value when the row is a card. */
  readonly label?: string | undefined;
  readonly children?: ReactNode;
  /** Holds the row's buttons: they stand in the corner when the row is a card. */
  readonly isActions?: boolean | undefined;
  /** For screen readers and search when the content is not plain text. */
  readonly textValue?: string | undefined;
}

export function Cell({ label, children, isActions, textValue }: CellProps): ReactNode {
  return (
    <AriaCell
      className={cx(styles.cell, isActions && styles.actions)}
      {...(textValue === undefined ? {} : { textValue })}
    >
      {label && (
        <span aria-hidden className={styles.cellLabel}>
          {label}
        </span>
      )}
      <div className={styles.cellValue}>{children}</div>
    </AriaCell>
  );
}
