import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { system } from '@sila/access';
import type { DeskTicket, EnterVisit, InterviewDetail, TicketBrief } from '@sila/contracts';
import { ChannelAccountService } from '@sila/directory';
import { eventually } from './eventually.js';
import type { Officer } from './officer.js';

/** Adds a reception desk of the default queue. Gives the account's id. */
export async function addReception(desk: INestApplicationContext): Promise<string> {
  const account = await desk.get(ChannelAccountService, { strict: false }).create(system('test'), {
    channel: 'reception',
    label: 'مكتب الاستقبال',
    queueId: null,
    webhookUrl: null,
    settings: { prefix: 'A', counters: 3 },
  });
  return account.id;
}

/** What a person says in the interview that comes with the product. */
export const SAID = {
  name: 'نورة بنت عبدالله القحطاني',
  'national-id': '١٠٥٧٣٩١٨٤٧',
  members: '٦',
  income: '4,500',
  housing: 'owned',
  kinds: ['food'],
  urgent: 'no',
  story: 'تطلب سلة غذائية شهرية لأسرتها.',
} as const;

/** Somebody who works at a desk. */
export class Receptionist {
  constructor(
    readonly officer: Officer,
    readonly deskId: string,
    readonly queueId: string,
  ) {}

  /** Enters a visit; what is not said is that of somebody new. */
  async enter(visit: Partial<EnterVisit> = {}): Promise<string> {
    const entryId = visit.entryId ?? randomUUID();
    await this.officer.post('/api/reception/visits', {
      entryId,
      deskId: this.deskId,
      person: { name: 'نورة القحطاني' },
      reason: 'تسأل عن كفالة ابنها',
      queueId: this.queueId,
      wish: 'any',
      language: 'ar',
      enteredAt: new Date().toISOString(),
      ...visit,
    });
    return entryId;
  }

  tickets(): Promise<DeskTicket[]> {
    return this.officer.get(`/api/reception/${this.deskId}/tickets`);
  }

  /** The number of an entry, once its lane gave it one. */
  ticket(entryId: string): Promise<DeskTicket> {
    return eventually(async () => {
      const found = (await this.tickets()).find(({ id }) => id === entryId);
      if (!found) throw new Error('no number yet');
      return found;
    });
  }

  act(ticketId: string, act: string, counter?: number): Promise<TicketBrief> {
    return this.officer.post(`/api/tickets/${ticketId}/acts`, { act, ...(counter && { counter }) });
  }

  /** An interview that was filled and read back. */
  async interview(conversationId: string, answers: object = SAID): Promise<InterviewDetail> {
    const begun = await this.officer.post<InterviewDetail>(
      `/api/conversations/${conversationId}/interviews`,
      { form: 'beneficiary-visit', language: 'ar' },
    );
    const saved = await this.officer.put<InterviewDetail>(`/api/interviews/${begun.id}`, {
      revision: begun.revision,
      answers,
    });
    return this.officer.post(`/api/interviews/${begun.id}/read-back`, { revision: saved.revision });
  }
}
