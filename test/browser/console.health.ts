import { describe, expect, it } from '@jest/globals';
import type { ChannelHealthList } from '@sila/contracts';
import { SLOW, type Trial, windowOf } from './console.support.js';
import { eventually } from '../support/eventually.js';

const PERSON = '+966500000917';

/** An administrator asks a provider what was missed, and sends a test that comes back. */
export function health(trial: () => Trial): void {
  describe('The health of the channels', () => {
    it('is shown with a test that goes round the whole loop, step by step', async () => {
      await trial().simulator.sendWhatsapp({ from: PERSON, text: 'من هاتف الجمعية' });
      const label = await eventually(async () => {
        const { accounts } = await trial().administrator.get<ChannelHealthList>('/api/channel-health');
        const reached = accounts.find(({ lastInboundAt }) => lastInboundAt !== null);
        if (!reached) throw new Error('nothing came in yet');
        return reached.label;
      });
      const context = await windowOf(trial(), trial().administrator);
      const page = await context.newPage();
      page.setDefaultTimeout(SLOW.timeout);
      await page.goto(`${trial().url}/channel-health`);
      const account = page.getByRole('region', { name: label, exact: true });
      await account.getByRole('button', { name: 'اسأل المزوّد الآن' }).click();
      await account.getByText(/في قائمته/).waitFor();
      await account.getByLabel('عنوان الاختبار').fill(PERSON);
      await account.getByRole('button', { name: 'احفظ العنوان' }).click();
      await account.getByRole('button', { name: 'أرسل اختبارًا' }).click();
      const steps = account.getByRole('list', { name: 'خطوات الاختبار' });
      await steps.getByText('قبلها المزوّد').waitFor();
      await trial().simulator.received({ to: PERSON, count: 1 });
      await trial().simulator.sendWhatsapp({ from: PERSON, text: 'وصل' });
      await steps.getByRole('listitem').last().getByText(/بعد/).waitFor();
      expect(await account.getByText('لم ينجح الاختبار').count()).toBe(0);
      await context.close();
    }, 90_000);
  });
}
