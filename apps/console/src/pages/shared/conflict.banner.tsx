import { Trans } from '@lingui/react/macro';
import { UsersRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { Banner, Bdi, Button, Inline, useFormat } from '../../ui/index.js';

interface ConflictBannerProps {
  readonly changedBy: string | null;
  readonly changedAt: string;
  readonly onTakeTheirs: () => void;
  readonly onKeepMine: () => void;
}

/** Somebody else saved in between: says who and when, and leaves the choice to the person. */
export function ConflictBanner({
  changedBy,
  changedAt,
  onTakeTheirs,
  onKeepMine,
}: ConflictBannerProps): ReactNode {
  const format = useFormat();
  const at = format.dateTime(changedAt);
  return (
    <Banner
      tone="warn"
      icon={UsersRound}
      role="alert"
      title={<Trans>A newer version was saved while you were editing</Trans>}
      action={
        <Inline>
          <Button size="s" onPress={onTakeTheirs}>
            <Trans>Show theirs, drop mine</Trans>
          </Button>
          <Button size="s" variant="danger" onPress={onKeepMine}>
            <Trans>Replace theirs with mine</Trans>
          </Button>
        </Inline>
      }
    >
      {changedBy ? (
        <Trans>
          Saved by <Bdi>{changedBy}</Bdi>, {at}. Nothing of yours is lost until you choose.
        </Trans>
      ) : (
        <Trans>Saved {at}. Nothing of yours is lost until you choose.</Trans>
      )}
    </Banner>
  );
}
