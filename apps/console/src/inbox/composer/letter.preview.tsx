import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { pictureOf } from '../../api/index.js';
import { Button, Dialog, ErrorView, Skeleton } from '../../ui/index.js';
import styles from './composer.module.css';

interface LetterPreviewProps {
  readonly id: string;
  readonly identityId: string;
  readonly text: string;
}

/** The answer as it will stand on the association's paper. */
export function LetterPreview(props: LetterPreviewProps): ReactNode {
  const { t } = useLingui();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="s"
        variant="quiet"
        icon={Eye}
        isDisabled={props.text.trim() === ''}
        onPress={() => setOpen(true)}
      >
        <Trans>Preview</Trans>
      </Button>
      {open && (
        <Dialog isOpen onOpenChange={setOpen} size="l" title={t`As it will be printed`}>
          <Picture {...props} />
        </Dialog>
      )}
    </>
  );
}

function Picture({ id, identityId, text }: LetterPreviewProps): ReactNode {
  const { t } = useLingui();
  const picture = useQuery({
    queryKey: ['letter-preview', id, identityId, text],
    queryFn: async ({ signal }) =>
      URL.createObjectURL(
        await pictureOf(`/conversations/${id}/letter-preview`, { identityId, text }, signal),
      ),
    gcTime: 0,
  });
  const url = picture.data;
  useEffect(() => () => URL.revokeObjectURL(url ?? ''), [url]);
  if (picture.isError) return <ErrorView error={picture.error} onRetry={picture.refetch} />;
  if (!url) return <Skeleton lines={8} />;
  return (
    <a href={url} target="_blank" rel="noreferrer">
      <img className={styles.sheet} src={url} alt={t`The letter as it will be printed`} />
    </a>
  );
}
