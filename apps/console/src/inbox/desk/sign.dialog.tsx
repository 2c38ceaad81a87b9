import { Trans, useLingui } from '@lingui/react/macro';
import type { InterviewDetail } from '@sila/contracts';
import type { Stroke } from '@sila/domain';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { FormDialog } from '../../pages/shared/form.dialog.js';
import { useSave } from '../../pages/shared/mutations.js';
import { Checkbox, FormLayout, TextField } from '../../ui/index.js';
import { SignaturePad } from './signature.pad.js';

interface SignDialogProps {
  readonly interview: InterviewDetail;
  readonly onSigned: (interview: InterviewDetail) => void;
  readonly onClose: () => void;
}

/** The person signs with a finger or a pen; who can't, agrees by their typed name. */
export function SignDialog({ interview, onSigned, onClose }: SignDialogProps): ReactNode {
  const { t } = useLingui();
  const [strokes, setStrokes] = useState<readonly Stroke[]>([]);
  const [name, setName] = useState(interview.rendering?.personName ?? '');
  const [typed, setTyped] = useState(false);
  const saving = useSigning(interview, (signed) => {
    onSigned(signed);
    onClose();
  });
  return (
    <FormDialog
      title={<Trans>Signature</Trans>}
      submitLabel={<Trans>Sign</Trans>}
      size="l"
      dirty={strokes.length > 0}
      isPending={saving.isPending}
      error={saving.error}
      canSubmit={name.trim().length > 1 && (typed || strokes.length > 0)}
      onSubmit={() => saving.mutate({ name: name.trim(), strokes: typed ? null : strokes })}
      onClose={onClose}
    >
      <FormLayout>
        <p>{interview.rendering?.statement}</p>
        {!typed && <SignaturePad strokes={strokes} onChange={setStrokes} />}
        <TextField label={t`Name of who signs`} maxLength={120} value={name} onChange={setName} />
        <Checkbox
          isSelected={typed}
          onChange={setTyped}
          description={t`For who can't sign on the screen: the name above counts instead.`}
        >
          <Trans>I have heard it and agree; my name stands for my signature</Trans>
        </Checkbox>
      </FormLayout>
    </FormDialog>
  );
}

interface Signature {
  readonly name: string;
  readonly strokes: readonly Stroke[] | null;
}

/** What is signed is what was read back, by its digest. */
function useSigning(
  { id, conversationId, digest }: InterviewDetail,
  onSuccess: (signed: InterviewDetail) => void,
) {
  return useSave(
    (signature: Signature) => api.post<InterviewDetail>(`/interviews/${id}/sign`, { digest, ...signature }),
    { stale: [keys.interviews(conversationId)], tellFailure: false, onSuccess },
  );
}
