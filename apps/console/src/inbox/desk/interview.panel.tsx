import { Trans, useLingui } from '@lingui/react/macro';
import type {
  ConversationDetail,
  ConversationInterviews,
  InterviewBrief,
  InterviewDetail,
} from '@sila/contracts';
import type { Language } from '@sila/domain';
import { X } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { useSave } from '../../pages/shared/mutations.js';
import { useUi } from '../../shell/ui.store.js';
import { Button, Chip, ErrorView, IconButton, RadioGroup, Skeleton, useFormat } from '../../ui/index.js';
import { useInterview, useInterviews } from './desk.queries.js';
import { InterviewForm } from './interview.form.js';
import { closeInterviews, openInterviews, useInterviewPanel } from './interview.store.js';
import { ReadBack } from './read-back.js';
import styles from './desk.module.css';

/** Interviews beside the conversation: begun, filled, read back, signed. */
export function InterviewPanel({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { t } = useLingui();
  const interviewId = useInterviewPanel((state) => state.open?.interviewId ?? null);
  return (
    <div className={styles.panel}>
      <div className={styles.panelHead}>
        <h3 className={styles.panelTitle}>
          <Trans>Interview</Trans>
        </h3>
        {interviewId && (
          <Button size="s" variant="quiet" onPress={() => openInterviews(detail.id)}>
            <Trans>All of them</Trans>
          </Button>
        )}
        <IconButton label={t`Close the interview`} icon={X} size="s" onPress={closeInterviews} />
      </div>
      {interviewId ? <Open key={interviewId} id={interviewId} /> : <Choice detail={detail} />}
    </div>
  );
}

function Open({ id }: { readonly id: string }): ReactNode {
  const interview = useInterview(id);
  if (interview.isPending) return <Skeleton lines={6} />;
  if (interview.isError) return <ErrorView error={interview.error} onRetry={interview.refetch} />;
  const { data } = interview;
  return data.state === 'draft' && data.form && data.answers ? (
    <InterviewForm key={data.id} interview={data} form={data.form} answers={data.answers} />
  ) : (
    <ReadBack interview={data} />
  );
}

function Choice({ detail }: { readonly detail: ConversationDetail }): ReactNode {
  const { data, isPending, error, refetch } = useInterviews(detail.id);
  if (isPending) return <Skeleton lines={4} />;
  if (!data) return <ErrorView error={error} onRetry={refetch} />;
  return (
    <>
      {data.forms.length > 0 && <Beginning detail={detail} forms={data.forms} />}
      <Earlier conversationId={detail.id} interviews={data.interviews} />
    </>
  );
}

interface BeginningProps {
  readonly detail: ConversationDetail;
  readonly forms: ConversationInterviews['forms'];
}

function Beginning({ detail, forms }: BeginningProps): ReactNode {
  const { t } = useLingui();
  const ui = useUi((state) => state.language);
  const [language, setLanguage] = useState<Language>(detail.contactDetail.language ?? ui);
  const beginning = useSave(
    (form: string) => api.post<InterviewDetail>(`/conversations/${detail.id}/interviews`, { form, language }),
    { stale: [keys.interviews(detail.id)], onSuccess: ({ id }) => openInterviews(detail.id, id) },
  );
  const words = [
    { id: 'ar', label: <span lang="ar">العربية</span> },
    { id: 'en', label: <span lang="en">English</span> },
  ] as const;
  return (
    <>
      <RadioGroup
        label={t`Language of the interview`}
        layout="segments"
        options={words}
        value={language}
        onChange={setLanguage}
      />
      {forms.map(({ name, titleAr, titleEn }) => (
        <Button
          key={name}
          variant="primary"
          isPending={beginning.isPending}
          onPress={() => beginning.mutate(name)}
        >
          <Trans>Begin: {ui === 'ar' ? titleAr : titleEn}</Trans>
        </Button>
      ))}
    </>
  );
}

function Earlier({
  conversationId,
  interviews,
}: {
  readonly conversationId: string;
  readonly interviews: readonly InterviewBrief[];
}): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const words = { draft: t`Being filled`, 'read-back': t`To be signed`, signed: t`Signed` };
  return (
    <ul className={styles.earlier}>
      {interviews.map(({ id, title, state, createdAt, heldBy }) => (
        <li key={id}>
          <Button variant="quiet" onPress={() => openInterviews(conversationId, id)}>
            <bdi>{title}</bdi>
          </Button>
          <Chip tone={state === 'signed' ? 'ok' : 'warn'}>{words[state]}</Chip>
          <small className={styles.quiet}>
            <bdi>{heldBy.name}</bdi> · {format.relative(createdAt)}
          </small>
        </li>
      ))}
    </ul>
  );
}
