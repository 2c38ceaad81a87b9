import type { ProgrammedFault, ProviderView } from './api.calls.ts';
import { groupedBy } from '../core/grouping.ts';

type Group = ProviderView['faults'][number];

/** A fault as the page offers it: where, and what happens, said in a line. */
export type FaultOffer = Group['offers'][number] & Pick<Group, 'target'>;

export type OfferedGroup = { readonly title: Group['title']; readonly offers: readonly FaultOffer[] };

/** The faults of the providers that are set up, or of all while none is; those under the same title stand together. */
export const faultGroups = (providers: readonly ProviderView[]): readonly OfferedGroup[] => {
  const isSetUp = providers.filter(({ accounts }) => accounts.length > 0);
  const groups = (isSetUp.length > 0 ? isSetUp : providers).flatMap(({ faults }) => faults);
  return [...groupedBy(groups, ({ title }) => title.en).values()].flatMap((same) => {
    const offers = same.flatMap((group) => group.offers.map((offer) => ({ ...offer, target: group.target })));
    return same[0] ? [{ title: same[0].title, offers }] : [];
  });
};

export const isProgrammed =
  ({ target, kind }: FaultOffer) =>
  (fault: ProgrammedFault): boolean =>
    fault.target === target && fault.kind === kind;
