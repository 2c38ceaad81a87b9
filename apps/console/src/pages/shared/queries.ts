import type {
  AssociationSettings,
  ChannelAccountView,
  ChannelKind,
  FormSettings,
  PromiseSettings,
  RoutingSettings,
  SkillView,
  StaffView,
  VersionedSetting,
  WorkSettings,
} from '@sila/contracts';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, itemsOf, keys } from '../../api/index.js';

type List<Item> = readonly Item[] | { readonly items: readonly Item[] };

function useList<Item>(queryKey: readonly string[], path: string): UseQueryResult<readonly Item[]> {
  return useQuery({
    queryKey,
    queryFn: async ({ signal }) => itemsOf(await api.get<List<Item>>(path, undefined, signal)),
  });
}

/** Everybody who works with Sila, the disabled ones too. */
export const useStaff = (): UseQueryResult<readonly StaffView[]> => useList<StaffView>(keys.staff, '/staff');

/** What people can do, archived skills too. */
export const useSkills = (): UseQueryResult<readonly SkillView[]> =>
  useList<SkillView>(keys.skills, '/skills');

/** The kinds of channel that can be set up, with the schemas of their forms. */
export const useChannelKinds = (): UseQueryResult<readonly ChannelKind[]> =>
  useList<ChannelKind>(keys.channelKinds, '/channel-kinds');

/** The channel accounts with their health. */
export const useChannelAccounts = (): UseQueryResult<readonly ChannelAccountView[]> =>
  useList<ChannelAccountView>(keys.channels, '/channel-accounts');

interface SettingValues {
  readonly association: AssociationSettings;
  readonly routing: RoutingSettings;
  readonly forms: FormSettings;
  readonly work: WorkSettings;
  readonly promises: PromiseSettings;
}

/** One setting with its version. Not read again behind a form that is being filled. */
export function useSetting<Name extends keyof SettingValues>(
  name: Name,
): UseQueryResult<VersionedSetting<SettingValues[Name]>> {
  return useQuery({
    queryKey: keys.settings(name),
    queryFn: ({ signal }) =>
      api.get<VersionedSetting<SettingValues[Name]>>(`/settings/${name}`, undefined, signal),
  });
}
