import { useLingui } from '@lingui/react/macro';
import { OFFICER_WISHES, type OfficerWish } from '@sila/domain';
import type { ReactNode } from 'react';
import { RadioGroup, useWishWords } from '../../ui/index.js';

interface WishChoiceProps {
  readonly value: OfficerWish;
  readonly onChange: (wish: OfficerWish) => void;
}

/** Whom the person wants to speak with. */
export function WishChoice({ value, onChange }: WishChoiceProps): ReactNode {
  const { t } = useLingui();
  const words = useWishWords();
  return (
    <RadioGroup
      label={t`Wants to speak with`}
      layout="segments"
      options={OFFICER_WISHES.map((id) => ({ id, label: words[id] }))}
      value={value}
      onChange={onChange}
    />
  );
}
