import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { Chip, FormLayout, TextField } from '../../ui/index.js';
import styles from './shared.module.css';
import { useLocalName } from './words.js';

interface Named {
  readonly nameAr: string;
  readonly nameEn: string;
}

/** The name in the reader's language above the other one; says when the thing is archived. */
export function TwoNames({ of }: { readonly of: Named & { readonly archived: boolean } }): ReactNode {
  const name = useLocalName()(of);
  const other = name === of.nameAr ? of.nameEn : of.nameAr;
  return (
    <div className={styles.personText}>
      <span className={styles.strong}>
        {name}{' '}
        {of.archived && (
          <Chip>
            <Trans>Archived</Trans>
          </Chip>
        )}
      </span>
      <span className={styles.quiet}>
        <bdi>{other}</bdi>
      </span>
    </div>
  );
}

interface NameFieldsProps {
  readonly value: Named;
  readonly onChange: (patch: Partial<Named>) => void;
}

/** A name in Arabic and one in English, both needed. */
export function NameFields({ value, onChange }: NameFieldsProps): ReactNode {
  const { t } = useLingui();
  return (
    <FormLayout columns>
      <TextField
        label={t`Name in Arabic`}
        isRequired
        maxLength={80}
        value={value.nameAr}
        onChange={(nameAr) => onChange({ nameAr })}
      />
      <TextField
        label={t`Name in English`}
        isRequired
        maxLength={80}
        value={value.nameEn}
        onChange={(nameEn) => onChange({ nameEn })}
      />
    </FormLayout>
  );
}
