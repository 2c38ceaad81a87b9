import { ProblemError } from '../core/problem.error.js';
import type { World } from '../core/simulator.world.js';
import type { MetaAccount, MetaAccountKind, ReachableAccount } from './account.kind.js';

/** The association's accounts with one product. */
export class MetaAccounts {
  constructor(
    private readonly world: World,
    private readonly kind: MetaAccountKind,
  ) {}

  /** The one with this id, or the first. Throws a ProblemError when there is none, or it has no hook yet. */
  reachable(id?: string): ReachableAccount {
    const account = this.world.accounts.of(this.kind).find((each) => id === undefined || each.id === id);
    if (!account) throw new ProblemError(409, 'no-account', 'No such account is configured');
    const { webhookUrl } = account;
    if (webhookUrl === undefined)
      throw new ProblemError(409, 'no-webhook', 'The account has no webhook URL yet');
    return { ...account, webhookUrl };
  }

  /** The account that an Authorization header opens. */
  openedBy(authorization: string | undefined): MetaAccount | undefined {
    return this.world.accounts
      .of(this.kind)
      .find(({ accessToken }) => authorization === `Bearer ${accessToken}`);
  }

  /** Hears of every account that is added or changed. */
  listen(listener: (account: MetaAccount) => void): void {
    this.world.accounts.listen(this.kind, listener);
  }
}
