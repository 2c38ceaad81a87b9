import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../support/eventually.js';
import { openSite, startWidgetWorld, violations, type WidgetWorld } from './widget.support.js';

const SLOW = { timeout: 60_000 };

describe('The website chat out of hours', () => {
  let world: WidgetWorld;
  beforeAll(async () => {
    world = await startWidgetWorld('closed');
  }, 120_000);
  afterAll(() => world.close(), 60_000);

  it('asks for an address once, takes Arabic digits, and begins a conversation', async () => {
    const context = await world.browser.newContext({ viewport: { width: 390, height: 800 } });
    const { page } = await openSite(context, world);
    await page.locator('sila-chat button.launcher').click(SLOW);
    const contact = page.locator('sila-chat input[name=contact]');
    const text = page.locator('sila-chat textarea');
    await contact.fill('12', SLOW);
    await text.fill('أحتاج مساعدة في الإيجار');
    await page.locator('sila-chat button.send').click();
    expect(await contact.getAttribute('aria-invalid')).toBe('true');
    expect(
      await page.evaluate<string>("document.querySelector('sila-chat').shadowRoot.activeElement.name"),
    ).toBe('contact');
    expect(await violations(page)).toEqual([]);
    await contact.fill('٠٥٥١٢٣٤٥٦٧');
    await page.locator('sila-chat button.send').click();
    await eventually(
      async () => {
        const rows = await world.stack.database.query(
          `SELECT i.claims FROM message m JOIN identity i ON i.id = m.identity_id WHERE m.text = 'أحتاج مساعدة في الإيجار'`,
        );
        expect(rows).toEqual([{ claims: [{ kind: 'phone', value: '+966551234567' }] }]);
      },
      { within: 30_000 },
    );
    expect(await contact.count()).toBe(0);
    await context.close();
  }, 120_000);
});
