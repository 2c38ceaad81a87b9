import { Injectable } from '@nestjs/common';
import { type Actor, type CurrentStaff, demand, may } from '@sila/access';
import type { CallView, CurrentCall, Softphone } from '@sila/contracts';
import { ChannelDirectory, type OpenAccount } from '@sila/directory';
import { callActions, DomainError } from '@sila/domain';
import { Clock } from '@sila/platform';
import { CallAccess } from './call-access.service.js';
import { callOf, callView, liveCalls, type ShownCall } from './call-view.queries.js';

/** Calls as screens show them, and the lines that softphones register at. */
@Injectable()
export class CallReader {
  constructor(
    private readonly access: CallAccess,
    private readonly directory: ChannelDirectory,
    private readonly clock: Clock,
  ) {}

  /** The lines this person takes calls on, each with a token of their own. */
  async softphone(staff: CurrentStaff): Promise<Softphone> {
    demand(staff, 'conversation.read');
    const lines = await Promise.all((await this.lines()).map((account) => this.line(account, staff.id)));
    return { lines: lines.flatMap((line) => line ?? []) };
  }

  /** Where the lines' softphones connect to: a page may connect to nothing that its policy does not name. */
  async softphoneOrigins(): Promise<readonly string[]> {
    const origins = (await this.lines()).flatMap(
      ({ connection }) => connection.voice?.rules.softphoneOrigin ?? [],
    );
    return [...new Set(origins)];
  }

  /** The call that rings at this person, or that they are on. */
  async current(staff: CurrentStaff): Promise<CurrentCall> {
    demand(staff, 'conversation.read');
    const call = await callOf(this.access.sql, staff.id);
    return { call: call && viewFor(staff, call) };
  }

  /** Throws `not-found` for calls that one neither is on nor may read. */
  async view(staff: CurrentStaff, id: string): Promise<CallView> {
    await this.access.demandSight(staff, id);
    const call = await callView(this.access.sql, id);
    if (!call) throw new DomainError('not-found');
    return viewFor(staff, call);
  }

  /** Calls that run or wait in the queues this person may see. */
  async live(staff: Actor): Promise<CallView[]> {
    demand(staff, 'queue.live');
    return (await liveCalls(this.access.sql, staff)).map((call) => viewFor(staff, call));
  }

  private async lines(): Promise<OpenAccount[]> {
    return (await this.directory.enabled()).filter(({ capabilities }) => capabilities.voice);
  }

  private async line({ id, label, connection }: OpenAccount, staffId: string) {
    const access = await connection.voice?.softphone(staffId, this.clock.now());
    if (!access) return null;
    const { expiresAt, ...rest } = access;
    return { channelAccountId: id, label, ...rest, expiresAt: expiresAt.toISOString() };
  }
}

function viewFor(staff: Actor, call: ShownCall): CallView {
  const partyOf = (found: ShownCall['parties'][number] | undefined) =>
    found ? { role: found.role, answered: found.state === 'talking' } : null;
  const mine = partyOf(call.parties.find((party) => party.staff.id === staff.id));
  const consulted = partyOf(call.parties.find(({ role }) => role === 'consulted'));
  return {
    ...call,
    may: callActions({ ...call, mine, consulted, maySupervise: may(staff, 'call.supervise') }),
  };
}
