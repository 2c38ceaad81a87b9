import type { ReactNode } from 'react';
import { cx } from './class-names.js';
import styles from './layout.module.css';

interface PageProps {
  readonly title: ReactNode;
  /** One line under the title that says what the page is for. */
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  readonly width?: 'narrow' | 'wide' | undefined;
  readonly children: ReactNode;
}

/** A page beside the rail: heading, actions, and content that scrolls inside it. */
export function Page({ title, intro, actions, width = 'wide', children }: PageProps): ReactNode {
  return (
    <div className={styles.page}>
      <header className={styles.pageHead}>
        <div className={styles.pageWords}>
          <h1 className={styles.pageTitle}>{title}</h1>
          {intro && <p className={styles.pageIntro}>{intro}</p>}
        </div>
        {actions && <div className={styles.pageActions}>{actions}</div>}
      </header>
      <div className={cx(styles.pageBody, styles[width])}>{children}</div>
    </div>
  );
}

interface CardProps {
  readonly title?: ReactNode;
  readonly intro?: ReactNode;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** A group of things that belong together, with its own heading. */
export function Card({ title, intro, actions, children }: CardProps): ReactNode {
  return (
    <section className={styles.card}>
      {(title || actions) && (
        <div className={styles.cardHead}>
          <div>
            {title && <h2 className={styles.cardTitle}>{title}</h2>}
            {intro && <p className={styles.cardIntro}>{intro}</p>}
          </div>
          {actions && <div className={styles.row}>{actions}</div>}
        </div>
      )}
      {children}
    </section>
  );
}

/** Fields under each other; `columns` puts two beside each other where there is room. */
export function FormLayout({
  columns,
  children,
}: {
  readonly columns?: boolean | undefined;
  readonly children: ReactNode;
}): ReactNode {
  return <div className={cx(styles.form, columns && styles.columns)}>{children}</div>;
}

/** Things in one line that wraps. */
export function Inline({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={styles.row}>{children}</div>;
}
