import { useLingui } from '@lingui/react/macro';
import type { ConversationDetail } from '@sila/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { api, keys, useColleagues } from '../../api/index.js';
import { Select, toast, useErrorWords } from '../../ui/index.js';

const NOBODY = 'nobody';

/** Who looks after this person; whoever may hand the conversation over may say so. */
export function OwnOfficer({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const { officer } = detail.contactDetail;
  const colleagues = (useColleagues().data ?? []).filter(({ role }) => role !== 'supervisor');
  const name = useNameOfficer(detail.id);
  const known = officer && !colleagues.some(({ id }) => id === officer.id) ? [officer] : [];
  return (
    <Select
      aria-label={t`Who looks after this person`}
      isDisabled={!detail.may.includes('assign') || name.isPending}
      value={officer?.id ?? NOBODY}
      onChange={(id) => name.mutate(id === NOBODY ? null : id)}
      options={[
        { id: NOBODY, label: t`Nobody in particular` },
        ...[...known, ...colleagues].map((person) => ({ id: person.id, label: person.name })),
      ]}
    />
  );
}

function useNameOfficer(conversationId: string) {
  const client = useQueryClient();
  const words = useErrorWords();
  return useMutation({
    mutationFn: (staffId: string | null) => api.put(`/conversations/${conversationId}/officer`, { staffId }),
    onError: (error) => toast.show({ text: words(error), tone: 'danger' }),
    onSettled: () => client.invalidateQueries({ queryKey: keys.conversation(conversationId) }),
  });
}
