import { Trans, useLingui } from '@lingui/react/macro';
import type { DeadLetter } from '@sila/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { MailCheck, RotateCw } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api, keys } from '../../api/index.js';
import { Button, EmptyState, ErrorView, Ltr, Page, Select, Skeleton, useConfirm } from '../../ui/index.js';
import { useSave } from '../shared/mutations.js';
import styles from '../shared/shared.module.css';
import { DeadLettersTable } from './dead-letters.table.js';
import { DiscardDialog } from './discard.dialog.js';

const ALL = 'all';

interface DeadLetterPage {
  readonly items: readonly DeadLetter[];
  readonly nextCursor: string | null;
}

/** Events that could not be worked. Nothing of their content is shown; each can be tried again or given up with a reason. */
export function DeadLettersPage(): ReactNode {
  return (
    <Page
      title={<Trans>Held events</Trans>}
      intro={
        <Trans>
          What came in but could not be understood. The original is kept; the conversation shows a placeholder
          in its place.
        </Trans>
      }
    >
      <Body />
    </Page>
  );
}

function useDeadLetters() {
  return useInfiniteQuery({
    queryKey: keys.deadLetters,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      api.get<DeadLetterPage>('/dead-letters', pageParam ? { cursor: pageParam } : undefined, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
}

function Body(): ReactNode {
  const { t } = useLingui();
  const letters = useDeadLetters();
  const [chosen, setChosen] = useState(ALL);
  const [discarding, setDiscarding] = useState<DeadLetter | null>(null);
  const replay = useReplay();
  if (letters.isPending) return <Skeleton lines={5} height={52} />;
  if (letters.isError) return <ErrorView error={letters.error} onRetry={letters.refetch} />;
  const all = letters.data.pages.flatMap((page) => page.items);
  if (all.length === 0) {
    return (
      <EmptyState icon={MailCheck} title={t`Nothing is held`}>
        <Trans>Every event that came in has been worked.</Trans>
      </EmptyState>
    );
  }
  const classes = [...new Set(all.map((letter) => letter.errorClass))].sort();
  const only = classes.includes(chosen) ? chosen : ALL;
  const shown = all.filter((letter) => only === ALL || letter.errorClass === only);
  return (
    <>
      <ClassFilter classes={classes} chosen={only} onChoose={setChosen} />
      <DeadLettersTable
        letters={shown}
        onReplay={(letter) => replay({ ids: [letter.id] })}
        onDiscard={setDiscarding}
      />
      {letters.hasNextPage && (
        <Button isPending={letters.isFetchingNextPage} onPress={() => void letters.fetchNextPage()}>
          <Trans>Show earlier ones</Trans>
        </Button>
      )}
      {discarding && <DiscardDialog letter={discarding} onClose={() => setDiscarding(null)} />}
    </>
  );
}

interface ReplayBody {
  readonly ids?: readonly string[];
  readonly errorClass?: string;
}

function useReplay(): (body: ReplayBody) => void {
  const { t } = useLingui();
  const { mutate } = useSave((body: ReplayBody) => api.post('/dead-letters/replay', body), {
    stale: [keys.deadLetters],
    done: () => t`It is being tried again. What fails once more comes back here.`,
  });
  return mutate;
}

interface ClassFilterProps {
  readonly classes: readonly string[];
  readonly chosen: string;
  readonly onChoose: (errorClass: string) => void;
}

function ClassFilter({ classes, chosen, onChoose }: ClassFilterProps): ReactNode {
  const { t } = useLingui();
  const confirm = useConfirm();
  const replay = useReplay();
  const replayAll = async () => {
    const sure = await confirm({
      title: t`Try all of this kind again?`,
      text: (
        <Trans>
          Every held event of the kind <Ltr>{chosen}</Ltr> is worked again, those not shown here too.
        </Trans>
      ),
      confirmLabel: t`Try all again`,
    });
    if (sure) replay({ errorClass: chosen });
  };
  return (
    <div className={styles.toolbar}>
      <Select
        aria-label={t`Kind of failure`}
        value={chosen}
        onChange={onChoose}
        options={[{ id: ALL, label: t`All kinds of failure` }, ...classes.map((id) => ({ id, label: id }))]}
      />
      {chosen !== ALL && (
        <Button icon={RotateCw} onPress={() => void replayAll()}>
          <Trans>Try all of this kind again</Trans>
        </Button>
      )}
    </div>
  );
}
