import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorView, Skeleton } from '../../ui/index.js';

interface LoadedProps<Data> {
  readonly query: UseQueryResult<Data>;
  readonly children: (data: Data) => ReactNode;
}

/** What is shown of something that is read: its shape while it comes, what to do when it doesn't, and then itself. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>): ReactNode {
  if (query.isPending) return <Skeleton lines={3} height={160} />;
  if (query.isError) return <ErrorView error={query.error} onRetry={query.refetch} />;
  return children(query.data);
}
