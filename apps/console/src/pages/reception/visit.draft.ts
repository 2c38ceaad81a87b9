import type { EnterVisit, VisitorFound } from '@sila/contracts';
import { isNationalId, latinDigits, type OfficerWish, toE164 } from '@sila/domain';

export interface NewPerson {
  readonly name: string;
  readonly mobile: string;
  readonly nationalId: string;
}

/** Who came: somebody known, perhaps about the conversation they were found by, or somebody new. */
export type Chosen =
  | { readonly kind: 'known'; readonly person: VisitorFound; readonly about: boolean }
  | { readonly kind: 'new'; readonly person: NewPerson };

/** A visit while it is typed. */
export interface VisitDraft {
  readonly chosen: Chosen | null;
  readonly reason: string;
  readonly queueId: string;
  readonly wish: OfficerWish;
}

/** Who was found by a number came about it. */
export function known(person: VisitorFound): Chosen {
  return { kind: 'known', person, about: person.because === 'number' || person.because === 'sheet' };
}

/** What was typed in search of somebody is part of what is known of them. */
export function somebodyNew(typed: string): Chosen {
  const digits = latinDigits(typed).replace(/\s/g, '');
  const nobody = { name: '', mobile: '', nationalId: '' };
  if (isNationalId(digits)) return { kind: 'new', person: { ...nobody, nationalId: digits } };
  if (/^\+?\d+$/.test(digits)) return { kind: 'new', person: { ...nobody, mobile: digits } };
  return { kind: 'new', person: { ...nobody, name: typed } };
}

/** The field of somebody new that can't be right. */
export function faultOf(chosen: Chosen): keyof NewPerson | null {
  if (chosen.kind === 'known') return null;
  const { name, mobile, nationalId } = chosen.person;
  if (name.trim().length < 2) return 'name';
  if (mobile.trim() !== '' && toE164(mobile) === null) return 'mobile';
  return nationalId.trim() !== '' && !isNationalId(nationalId.replace(/\s/g, '')) ? 'nationalId' : null;
}

type Said = Pick<EnterVisit, 'person' | 'reason' | 'queueId' | 'wish' | 'conversationId'>;

/** What is sent; null while something is missing. */
export function saidIn({ chosen, reason, queueId, wish }: VisitDraft): Said | null {
  if (!chosen || faultOf(chosen) || reason.trim() === '') return null;
  return {
    person: personOf(chosen),
    reason: reason.trim(),
    queueId,
    wish,
    ...(chosen.kind === 'known' && chosen.about && { conversationId: chosen.person.conversation.id }),
  };
}

function personOf(chosen: Chosen): EnterVisit['person'] {
  if (chosen.kind === 'known') return { contactId: chosen.person.id };
  const { name, mobile, nationalId } = chosen.person;
  return {
    name: name.trim(),
    ...(mobile.trim() && { mobile: mobile.trim() }),
    ...(nationalId.trim() && { nationalId: nationalId.replace(/\s/g, '') }),
  };
}
