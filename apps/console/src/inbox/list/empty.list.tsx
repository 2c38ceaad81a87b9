import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { Archive, CircleCheck, Inbox, SearchX } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ListFilter } from '../../api/index.js';
import { EmptyState } from '../../ui/index.js';

/** Nothing in this view: says what that means, and leads on. */
export function EmptyList({ filter }: { readonly filter: ListFilter }): ReactNode {
  const { title, icon } = useWords(filter);
  const isMine = filter.view === 'mine' && !filter.q;
  return (
    <EmptyState
      icon={icon}
      title={title}
      action={
        isMine && (
          <Link to="/inbox/{-$id}" params={{ id: undefined }} search={{ view: 'unassigned' }}>
            <Trans>Look at the unassigned ones</Trans>
          </Link>
        )
      }
    >
      {filter.q && (
        <Trans>Try fewer words, or part of the number. Spelling of أ and ا makes no difference.</Trans>
      )}
    </EmptyState>
  );
}

function useWords({ view, q }: ListFilter): { readonly title: string; readonly icon: LucideIcon } {
  const { t } = useLingui();
  if (q) return { title: t`Nothing found for “${q}”`, icon: SearchX };
  if (view === 'mine') return { title: t`No conversations wait for you`, icon: Inbox };
  if (view === 'unassigned') return { title: t`Every conversation has an owner`, icon: CircleCheck };
  if (view === 'closed') return { title: t`Nothing has been closed yet`, icon: Archive };
  return { title: t`No open conversations`, icon: Inbox };
}
