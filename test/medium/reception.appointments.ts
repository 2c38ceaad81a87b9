import { beforeAll, describe, expect, it } from '@jest/globals';
import type { AppointmentDay, AppointmentView, VisitorFound } from '@sila/contracts';
import { eventually } from '../support/eventually.js';
import { type InboundDoor, personAt } from '../support/inbound.js';
import type { Receptionist } from '../support/reception.js';
import type { TestApi } from './access.support.js';

interface DeskWorld {
  readonly api: TestApi;
  readonly door: InboundDoor;
  readonly desk: Receptionist;
  readonly stranger: Receptionist;
}

/** Times agreed on at a desk; somebody with this national ID was there before. */
export function appointments(worldOf: () => DeskWorld, nationalId: string): void {
  describe('an appointment', () => {
    let world: DeskWorld;
    let desk: Receptionist;
    let stranger: Receptionist;
    let contactId: string;
    let conversationId: string;
    beforeAll(async () => {
      world = worldOf();
      ({ desk, stranger } = world);
      const from = { ...personAt('+966550000009'), name: 'خالد العمري' };
      conversationId = await world.door.message({ from, providerId: 'W9', text: 'متى موعدي؟' });
      contactId = (await desk.officer.detail(conversationId)).contact.id;
    });

    /** The first day from tomorrow on with room. */
    async function free(): Promise<string[]> {
      for (let ahead = 2; ahead < 9; ahead += 1) {
        const day = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
        const { slots } = await desk.officer.get<AppointmentDay>(
          `/api/reception/${desk.deskId}/appointments?day=${day}`,
        );
        const open = slots.filter((slot) => slot.free > 0).map(({ startsAt }) => startsAt);
        if (open.length > 2) return open;
      }
      throw new Error('no day is open');
    }
    const book = (startsAt: string, who = contactId, at?: Receptionist): Promise<AppointmentView> =>
      (at ?? desk).officer.post(`/api/reception/${desk.deskId}/appointments`, {
        contactId: who,
        startsAt,
        queueId: desk.queueId,
        reason: 'مقابلة',
        wish: 'any',
      });

    it('takes a free time within the hours, for one at once', async () => {
      const [first = '', second = ''] = await free();
      const [known] = await desk.officer.get<VisitorFound[]>(`/api/reception/people?q=${nationalId}`);
      const both = await Promise.allSettled([book(first), book(first, known?.id)]);
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const night = `${first.slice(0, 11)}00:00:00.000Z`;
      await expect(book(night)).rejects.toMatchObject({ status: 409, details: { reason: 'hours' } });
      await expect(book(second, contactId, stranger)).rejects.toMatchObject({ status: 404 });
      const { appointments } = await desk.officer.get<AppointmentDay>(
        `/api/reception/${desk.deskId}/appointments?day=${first.slice(0, 10)}`,
      );
      const [booked] = appointments;
      await desk.officer.put(`/api/appointments/${booked?.id}`, { startsAt: second });
      await desk.officer.post(`/api/appointments/${booked?.id}/cancel`);
      expect(await free()).toContain(second);
    });

    it('is reminded of once, where the person can be written to', async () => {
      const [at = ''] = await free();
      const { id } = await book(at);
      await world.api.database.query('UPDATE appointment SET remind_at = now() WHERE id = $1', [id]);
      const reminder = await eventually(async () => {
        const found = (await desk.officer.messages(conversationId)).filter(
          ({ direction }) => direction === 'notice',
        );
        expect(found.filter(({ text }) => text.includes('موعدكم'))).toHaveLength(1);
        return found.find(({ text }) => text.includes('موعدكم'));
      });
      expect(reminder?.text).toMatch(/هـ.* · /);
      expect(reminder?.text).not.toContain('{when}');
    }, 30_000);

    it('becomes a ticket when the person comes, once', async () => {
      const { appointments } = await desk.officer.get<AppointmentDay>(
        `/api/reception/${desk.deskId}/appointments?day=${(await free())[0]?.slice(0, 10)}`,
      );
      const id = appointments.find(({ state }) => state === 'booked')?.id ?? '';
      await desk.officer.post(`/api/appointments/${id}/arrive`);
      await desk.officer.post(`/api/appointments/${id}/arrive`);
      expect(await desk.ticket(id)).toMatchObject({ state: 'waiting', name: 'خالد العمري' });
      await expect(desk.officer.post(`/api/appointments/${id}/cancel`)).rejects.toMatchObject({
        status: 409,
      });
    });
  });
}
