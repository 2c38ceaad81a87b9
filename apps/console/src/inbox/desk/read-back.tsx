import { Trans, useLingui } from '@lingui/react/macro';
import type { InterviewDetail } from '@sila/contracts';
import { useQueryClient } from '@tanstack/react-query';
import { PenLine, Pencil, Printer, Upload } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { FileTrigger } from 'react-aria-components';
import { api, apiUrl, keys, uploadFile } from '../../api/index.js';
import { useSave } from '../../pages/shared/mutations.js';
import { Banner, Button, useFormat } from '../../ui/index.js';
import { SignDialog } from './sign.dialog.js';
import styles from './desk.module.css';

/** What was said, in plain words and large, to be read to the person; then it is signed. */
export function ReadBack({ interview }: { readonly interview: InterviewDetail }): ReactNode {
  const { rendering, language, state } = interview;
  if (!rendering) return null;
  return (
    <>
      <article className={styles.readBack} lang={language} dir={language === 'ar' ? 'rtl' : 'ltr'}>
        <h4>{rendering.title}</h4>
        {rendering.parts.map(({ title, lines }) => (
          <section key={title}>
            <h5>{title}</h5>
            <dl>
              {lines.map(({ field, label, value }) => (
                <div key={field}>
                  <dt>{label}</dt>
                  <dd dir="auto">{value}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className={styles.statement}>{rendering.statement}</p>
      </article>
      {state === 'signed' ? <Signed interview={interview} /> : <Signing interview={interview} />}
    </>
  );
}

function Signed({ interview }: { readonly interview: InterviewDetail }): ReactNode {
  const { t } = useLingui();
  const format = useFormat();
  const { signedHow, signedAt } = interview;
  const words = {
    pad: t`Signed on the screen`,
    typed: t`Confirmed by typing the name`,
    paper: t`Signed on paper`,
  };
  return (
    <Banner tone="ok" title={signedHow && words[signedHow]}>
      {signedAt && format.dateTime(signedAt)} · <Trans>The summary is in the conversation.</Trans>
    </Banner>
  );
}

function Signing({ interview }: { readonly interview: InterviewDetail }): ReactNode {
  const { id } = interview;
  const client = useQueryClient();
  const [signing, setSigning] = useState(false);
  const keep = (next: InterviewDetail) => client.setQueryData(keys.interview(id), next);
  if (!interview.answers) return null;
  return (
    <div className={styles.foot}>
      <Button variant="primary" icon={PenLine} onPress={() => setSigning(true)}>
        <Trans>Sign on the screen</Trans>
      </Button>
      <Button
        icon={Printer}
        onPress={() => window.open(apiUrl(`/interviews/${id}/sheet`), '_blank', 'noreferrer')}
      >
        <Trans>Print to be signed</Trans>
      </Button>
      <SignedSheet interview={interview} onDone={keep} />
      <ChangeButton interview={interview} onDone={keep} />
      {signing && <SignDialog interview={interview} onSigned={keep} onClose={() => setSigning(false)} />}
    </div>
  );
}

interface StepProps {
  readonly interview: InterviewDetail;
  readonly onDone: (interview: InterviewDetail) => void;
}

/** What was signed by hand comes back as a scan. */
function SignedSheet({ interview: { id, conversationId }, onDone }: StepProps): ReactNode {
  const scanning = useSave(
    (file: File) => uploadFile<InterviewDetail>(`/interviews/${id}/scan`, {}, file, () => undefined).done,
    { stale: [keys.interviews(conversationId)], onSuccess: onDone },
  );
  return (
    <FileTrigger
      acceptedFileTypes={['application/pdf', 'image/jpeg', 'image/png', 'image/tiff']}
      onSelect={(files) => files?.[0] && scanning.mutate(files[0])}
    >
      <Button icon={Upload} isPending={scanning.isPending}>
        <Trans>The signed sheet…</Trans>
      </Button>
    </FileTrigger>
  );
}

/** Saving again makes it a draft again. */
function ChangeButton({ interview, onDone }: StepProps): ReactNode {
  const { id, conversationId, revision, answers } = interview;
  const changing = useSave(() => api.put<InterviewDetail>(`/interviews/${id}`, { revision, answers }), {
    stale: [keys.interviews(conversationId)],
    onSuccess: onDone,
  });
  return (
    <Button
      variant="quiet"
      icon={Pencil}
      isPending={changing.isPending}
      onPress={() => changing.mutate(undefined)}
    >
      <Trans>Change something</Trans>
    </Button>
  );
}
