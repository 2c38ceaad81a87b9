import type { ReactNode } from 'react';
import { FieldError, Label, Text } from 'react-aria-components';
import styles from './fields.module.css';

/** What every field has: a label that is always visible, help, and the reason when it is refused. */
export interface FieldProps {
  readonly label?: ReactNode;
  readonly description?: ReactNode;
  /** Shown when the field is invalid; the browser's own words otherwise. */
  readonly errorMessage?: ReactNode;
}

/** The parts round the control of a field. */
export function FieldFrame({
  label,
  description,
  errorMessage,
  children,
}: FieldProps & { readonly children: ReactNode }): ReactNode {
  return (
    <>
      {label && <Label className={styles.label}>{label}</Label>}
      {children}
      {description && (
        <Text slot="description" className={styles.description}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>
        {errorMessage ? errorMessage : ({ validationErrors }) => validationErrors.join(' ')}
      </FieldError>
    </>
  );
}
