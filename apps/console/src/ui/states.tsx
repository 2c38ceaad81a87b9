import { Trans, useLingui } from '@lingui/react/macro';
import { CircleAlert, type LucideIcon, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from './buttons.js';
import { cx } from './class-names.js';
import { useErrorWords } from './error-words.js';
import { Icon } from './icons.js';
import styles from './states.module.css';

export type Tone = 'neutral' | 'brand' | 'ok' | 'warn' | 'danger' | 'info';

/** Something is under way. Decorative: the place that waits says so in words. */
export function Spinner({ size = 20 }: { readonly size?: number | undefined }): ReactNode {
  return <span aria-hidden className={styles.spinner} style={{ inlineSize: size, blockSize: size }} />;
}

/** The same inside a button that is at work, with words for screen readers. */
export function PendingMark({ size }: { readonly size: number }): ReactNode {
  const { t } = useLingui();
  return (
    <>
      <Spinner size={size} />
      <span className="hidden-text">{t`In progress`}</span>
    </>
  );
}

interface EmptyStateProps {
  readonly icon?: LucideIcon | undefined;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Nothing is here: says why, and what may be done next. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps): ReactNode {
  return (
    <div className={styles.empty}>
      {icon && (
        <span className={styles.emptyIcon}>
          <Icon of={icon} size={26} />
        </span>
      )}
      <p className={styles.emptyTitle}>{title}</p>
      {children && <div className={styles.emptyText}>{children}</div>}
      {action}
    </div>
  );
}

interface SkeletonProps {
  /** Grey lines to draw. */
  readonly lines?: number | undefined;
  /** Fixed height of each, in pixels; text height when left out. */
  readonly height?: number | undefined;
}

/** The shape of what is being loaded, for the first load only. */
export function Skeleton({ lines = 3, height }: SkeletonProps): ReactNode {
  const { t } = useLingui();
  return (
    <output aria-label={t`Loading`} className={styles.skeleton}>
      {Array.from({ length: lines }, (_, line) => (
        <span
          key={line}
          className={styles.bone}
          style={
            height ? { blockSize: height, inlineSize: '100%' } : { inlineSize: `${92 - ((line * 17) % 40)}%` }
          }
        />
      ))}
    </output>
  );
}

interface BannerProps {
  readonly tone?: Exclude<Tone, 'neutral' | 'brand'> | undefined;
  readonly icon?: LucideIcon | undefined;
  readonly title?: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** Interrupts a screen reader: for failures of what was just asked. */
  readonly role?: 'alert' | undefined;
  /** Read when the reader is free: for answers to what was just asked. */
  readonly live?: 'polite' | undefined;
}

/** A coloured strip with an icon and words: the colour is never the only sign. */
export function Banner({
  tone = 'info',
  icon = CircleAlert,
  title,
  children,
  action,
  role,
  live,
}: BannerProps): ReactNode {
  return (
    <div role={role} aria-live={live} className={cx(styles.banner, styles[tone])}>
      <Icon of={icon} />
      <div className={styles.bannerText}>
        {title && <strong>{title}</strong>}
        {children && <div>{children}</div>}
      </div>
      {action}
    </div>
  );
}

interface ErrorViewProps {
  readonly error: unknown;
  readonly onRetry?: (() => unknown) | undefined;
}

/** Says in words what failed and what to do, and offers to try again. */
export function ErrorView({ error, onRetry }: ErrorViewProps): ReactNode {
  const words = useErrorWords();
  return (
    <div role="alert" className={styles.empty}>
      <span className={cx(styles.emptyIcon, styles.failed)}>
        <Icon of={CircleAlert} size={26} />
      </span>
      <p className={styles.emptyTitle}>
        <Trans>This could not be loaded</Trans>
      </p>
      <div className={styles.emptyText}>{words(error)}</div>
      {onRetry && (
        <Button icon={RotateCw} onPress={() => void onRetry()}>
          <Trans>Try again</Trans>
        </Button>
      )}
    </div>
  );
}
