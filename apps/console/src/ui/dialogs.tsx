import { useLingui } from '@lingui/react/macro';
import { X } from 'lucide-react';
import type { FormEvent, ReactNode } from 'react';
import { Dialog as AriaDialog, Form, Heading, Modal as AriaModal, ModalOverlay } from 'react-aria-components';
import { IconButton } from './buttons.js';
import { cx } from './class-names.js';
import styles from './overlays.module.css';

interface ContentProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  /** Buttons at the foot, the deciding one last. */
  readonly actions?: ReactNode;
  /** Makes the whole dialog a form: Enter sends it. Called once, with the page's own reload prevented. */
  readonly onSubmit?: (() => void) | undefined;
  readonly role?: 'dialog' | 'alertdialog' | undefined;
}

export interface DialogProps extends ContentProps {
  readonly isOpen: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly size?: 's' | 'm' | 'l' | 'full' | undefined;
  /** Whether a press outside closes it; not for forms, where typed text would be lost. */
  readonly isDismissable?: boolean | undefined;
}

/** A modal dialog: focus stays inside, Escape closes it, focus returns to where it came from. */
export function Dialog({
  isOpen,
  onOpenChange,
  size = 'm',
  isDismissable,
  ...content
}: DialogProps): ReactNode {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable={isDismissable ?? !content.onSubmit}
      className={cx(styles.backdrop, size === 'full' && styles.bare)}
    >
      <AriaModal className={cx(styles.modal, styles[size])}>
        <DialogContent {...content} />
      </AriaModal>
    </ModalOverlay>
  );
}

/** A panel from the end side of the window: for details beside what stays in sight. */
export function Drawer({
  isOpen,
  onOpenChange,
  ...content
}: Omit<DialogProps, 'size' | 'isDismissable'>): ReactNode {
  return (
    <ModalOverlay
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      isDismissable
      className={cx(styles.backdrop, styles.sideBackdrop)}
    >
      <AriaModal className={styles.side ?? ''}>
        <DialogContent {...content} />
      </AriaModal>
    </ModalOverlay>
  );
}

function DialogContent({ title, children, actions, onSubmit, role = 'dialog' }: ContentProps): ReactNode {
  const { t } = useLingui();
  const body = (
    <>
      <div className={styles.dialogBody}>{children}</div>
      {actions && <div className={styles.dialogFoot}>{actions}</div>}
    </>
  );
  return (
    <AriaDialog role={role} className={styles.dialog ?? ''}>
      {({ close }) => (
        <>
          <div className={styles.dialogHead}>
            <Heading slot="title" level={2} className={styles.dialogTitle}>
              {title}
            </Heading>
            <IconButton label={t`Close`} icon={X} size="s" onPress={close} />
          </div>
          {onSubmit ? (
            <Form className={styles.dialogForm ?? ''} onSubmit={(event) => submit(event, onSubmit)}>
              {body}
            </Form>
          ) : (
            body
          )}
        </>
      )}
    </AriaDialog>
  );
}

function submit(event: FormEvent, onSubmit: () => void): void {
  event.preventDefault();
  onSubmit();
}
