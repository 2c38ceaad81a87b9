import { useLingui } from '@lingui/react/macro';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { Button } from './buttons.js';
import { Dialog } from './dialogs.js';

export interface ConfirmDialogProps {
  readonly isOpen: boolean;
  readonly title: ReactNode;
  /** What follows from it, in one or two sentences. */
  readonly children?: ReactNode;
  /** The verb itself: "Disable", never "OK". */
  readonly confirmLabel: ReactNode;
  readonly cancelLabel?: ReactNode;
  readonly tone?: 'primary' | 'danger' | undefined;
  readonly isPending?: boolean | undefined;
  readonly onConfirm: () => void;
  readonly onCancel: () => void;
}

/** Asks before something that others will feel. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactNode {
  const { t } = useLingui();
  return (
    <Dialog
      isOpen={props.isOpen}
      onOpenChange={(open) => !open && props.onCancel()}
      title={props.title}
      size="s"
      role="alertdialog"
      isDismissable={false}
      actions={
        <>
          <Button onPress={props.onCancel}>{props.cancelLabel ?? t`Cancel`}</Button>
          <Button
            variant={props.tone ?? 'primary'}
            isPending={props.isPending ?? false}
            onPress={props.onConfirm}
          >
            {props.confirmLabel}
          </Button>
        </>
      }
    >
      {props.children}
    </Dialog>
  );
}

/** What a question needs; the answer is true when the person confirmed. */
export type Question = Pick<ConfirmDialogProps, 'title' | 'confirmLabel' | 'cancelLabel' | 'tone'> & {
  readonly text?: ReactNode;
};
type Ask = (question: Question) => Promise<boolean>;

const AskContext = createContext<Ask | null>(null);

interface Open {
  readonly question: Question;
  readonly answer: (yes: boolean) => void;
}

/** Lets anything below ask a question and await the answer. */
export function ConfirmProvider({ children }: { readonly children: ReactNode }): ReactNode {
  const [open, setOpen] = useState<Open | null>(null);
  const [shown, setShown] = useState(false);
  const ask = useCallback<Ask>(
    (question) =>
      new Promise((resolve) => {
        setOpen({ question, answer: resolve });
        setShown(true);
      }),
    [],
  );
  const answer = useMemo(
    () => (yes: boolean) => {
      open?.answer(yes);
      setShown(false);
    },
    [open],
  );
  return (
    <AskContext value={ask}>
      {children}
      {open && (
        <ConfirmDialog
          {...open.question}
          isOpen={shown}
          onConfirm={() => answer(true)}
          onCancel={() => answer(false)}
        >
          {open.question.text}
        </ConfirmDialog>
      )}
    </AskContext>
  );
}

/** Gives the function that asks: `if (await confirm({ title, confirmLabel })) …`. */
export function useConfirm(): Ask {
  const ask = useContext(AskContext);
  if (!ask) throw new Error('useConfirm needs a UiProvider above it');
  return ask;
}
