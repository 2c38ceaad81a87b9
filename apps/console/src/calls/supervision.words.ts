import { useLingui } from '@lingui/react/macro';
import type { Supervision } from '@sila/domain';
import { Ear, MessageSquareDot, Users } from 'lucide-react';
import type { LucideIcon } from 'lucide-react';

interface SupervisionWords {
  readonly id: Supervision;
  readonly label: string;
  readonly description: string;
  readonly icon: LucideIcon;
}

/** The ways to be on a colleague's call, each with who hears what. */
export function useSupervisionWords(): readonly SupervisionWords[] {
  const { t } = useLingui();
  return [
    { id: 'listen', label: t`Listen`, description: t`Nobody hears you`, icon: Ear },
    { id: 'whisper', label: t`Whisper`, description: t`Only the officer hears you`, icon: MessageSquareDot },
    { id: 'join', label: t`Join`, description: t`Both hear you`, icon: Users },
  ];
}
