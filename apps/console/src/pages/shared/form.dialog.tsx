import { useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Banner, Bdi, Button, Dialog, errorIssues, useErrorWords } from '../../ui/index.js';
import { useMayLeave, useUnsavedGuard } from './unsaved.js';

interface FormDialogProps {
  readonly title: ReactNode;
  readonly submitLabel: ReactNode;
  readonly size?: 'm' | 'l' | undefined;
  readonly dirty: boolean;
  readonly isPending: boolean;
  readonly error: unknown;
  /** The label of a field the server names in a refusal. */
  readonly nameOf?: ((path: string) => string) | undefined;
  readonly canSubmit?: boolean | undefined;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** A form in a dialog: Enter saves, a failure is said above the fields, closing asks when something would be lost. */
export function FormDialog(props: FormDialogProps): ReactNode {
  const { t } = useLingui();
  const mayLeave = useMayLeave(props.dirty);
  useUnsavedGuard(props.dirty);
  const close = async () => {
    if (await mayLeave()) props.onClose();
  };
  return (
    <Dialog
      isOpen
      onOpenChange={(open) => !open && void close()}
      title={props.title}
      size={props.size ?? 'm'}
      onSubmit={() => !props.isPending && props.onSubmit()}
      actions={
        <>
          <Button onPress={() => void close()}>{t`Cancel`}</Button>
          <Button
            type="submit"
            variant="primary"
            isPending={props.isPending}
            isDisabled={props.canSubmit === false}
          >
            {props.submitLabel}
          </Button>
        </>
      }
    >
      {props.error ? <Refusal error={props.error} nameOf={props.nameOf} /> : null}
      {props.children}
    </Dialog>
  );
}

function Refusal({ error, nameOf }: Pick<FormDialogProps, 'error' | 'nameOf'>): ReactNode {
  const words = useErrorWords();
  const issues = errorIssues(error);
  return (
    <Banner tone="danger" role="alert" title={issues.length > 0 && words(error)}>
      {issues.length === 0
        ? words(error)
        : issues.map(({ path, message }) => (
            <div key={path}>
              <Bdi>{nameOf?.(path) ?? path}</Bdi>
              {message && (
                <>
                  {': '}
                  <Bdi>{message}</Bdi>
                </>
              )}
            </div>
          ))}
    </Banner>
  );
}
