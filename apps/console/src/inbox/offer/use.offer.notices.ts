import { useLingui } from '@lingui/react/macro';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useMe } from '../../api/index.js';
import { useConnection } from '../../realtime/realtime.context.js';
import { toast } from '../../ui/index.js';

/** Says, wherever one is, that a colleague offers a conversation, and leads to it. Each offer once. */
export function useOfferNotices(): void {
  const { t } = useLingui();
  const me = useMe();
  const connection = useConnection();
  const navigate = useNavigate();
  useEffect(() => {
    const told = new Set<string>();
    return connection.onListChange(({ items }) => {
      for (const { id, offer } of items) {
        if (offer?.to.id !== me.id || told.has(offer.id)) continue;
        told.add(offer.id);
        const [name, why] = [offer.from.name, offer.reason];
        const run = () => void navigate({ to: '/inbox/{-$id}', params: { id } });
        toast.show({
          text: t`${name} offers you a conversation: ${why}`,
          action: { label: t`Look`, run },
          duration: 60_000,
        });
      }
    });
  }, [connection, me.id, navigate, t]);
}
