import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CallbackPage } from '@sila/contracts';
import { eventually } from '../support/eventually.js';
import { Caller } from '../support/telephone.js';
import { look, settled } from './console.look.js';
import { complaintsOf, LOG } from './console.support.js';
import { startTelephoneScene, type TelephoneScene } from './voice.support.js';

const NOURA = '+966551234567';
const HESSA = '+966551234568';
const MONA = '+966551234569';
/** To relations; yes, it may be recorded. */
const RELATIONS_AND_YES = '11';
const NOTE = 'طلبت سلة غذائية، ووعدناها بها يوم الأحد.';

describe('The telephone in a browser', () => {
  let scene: TelephoneScene;
  let complaints: readonly string[];
  let onTheLine: Caller;
  beforeAll(async () => {
    scene = await startTelephoneScene();
    complaints = complaintsOf(scene.page);
  }, 180_000);
  afterAll(() => scene?.end(), 60_000);

  const button = (name: string | RegExp) => scene.page.getByRole('button', { name }).first();
  const dock = () => scene.page.getByRole('region', { name: 'مكالمة', exact: true });
  const entry = (text: string) =>
    scene.page.locator(LOG).getByRole('article').filter({ hasText: text }).last();
  const open = async (path: string, page = scene.page): Promise<void> => {
    await page.goto(`${scene.url}${path}`);
    await settled(page);
    await page.getByRole('main').click({ position: { x: 4, y: 4 } });
  };
  const hears = (caller: Caller, words: string) =>
    eventually(async () => expect(await caller.heard()).toContain(words));

  it('lets a caller choose, wait, hear their place, and ask to be called back', async () => {
    const caller = await Caller.call(scene.simulator, NOURA, RELATIONS_AND_YES);
    await hears(caller, 'أنتم التالون في الانتظار');
    await caller.press('1');
    await hears(caller, 'سنعاود الاتصال بكم');
    await open('/callbacks');
    await button('الهاتف: جاهز').waitFor();
    await scene.page.getByRole('row').filter({ hasText: NOURA }).waitFor();
    await scene.page.getByRole('link', { name: 'طلبات معاودة الاتصال، بالانتظار: 1' }).waitFor();
  }, 60_000);

  it('calls back, records with consent, pauses, holds, sends digits, ends', async () => {
    await button('اتصال الآن').click();
    const noura = await Caller.answer(scene.simulator, NOURA);
    await noura.press('1');
    await dock().getByText('يجري التسجيل').waitFor();
    await look(scene.page, { language: 'ar', theme: 'light', over: 'talking' });
    await button('إيقاف التسجيل مؤقتًا').click();
    await dock().getByText('التسجيل متوقف مؤقتًا').waitFor();
    await button('متابعة التسجيل').click();
    await button('كتم الميكروفون').click();
    await button('تشغيل الميكروفون').click();
    await scene.page.keyboard.press('Control+Shift+KeyH');
    await dock().getByText('معلّقة').waitFor();
    await noura.until(({ moment }) => moment.kind === 'hold');
    await button('متابعة الحديث').click();
    await noura.until(({ moment }) => moment.kind === 'talking');
    await button('لوحة الأرقام').click();
    await scene.page.getByRole('textbox', { name: 'الأرقام' }).pressSequentially('١2#');
    await scene.page.keyboard.press('Escape');
    await button('إنهاء').click();
    await noura.until(({ status }) => status === 'completed');
  }, 60_000);

  it('keeps what the officer writes about it as a note, and the call with its recording in the thread', async () => {
    await scene.page.getByRole('textbox', { name: 'ملاحظة عن المكالمة' }).fill(NOTE);
    await look(scene.page, { language: 'ar', theme: 'dark', over: 'after' });
    await button('حفظ الملاحظة').click();
    await entry(NOTE).getByText('ملاحظة داخلية').waitFor();
    await entry('مكالمة صادرة').getByRole('slider').waitFor();
    const { items } = await scene.officer.get<CallbackPage>('/api/callbacks?view=done');
    expect(items.map(({ address, state }) => [address, state])).toEqual([[NOURA, 'done']]);
  }, 60_000);

  it('rings over everything, is answered by a key, and opens the conversation', async () => {
    await open('/callbacks');
    await button('الهاتف: جاهز').waitFor();
    await scene.officer.put('/api/me/presence', { state: 'online' });
    const hessa = await Caller.call(scene.simulator, HESSA, RELATIONS_AND_YES);
    await button(/^رد على المكالمة/).waitFor();
    await look(scene.page, { language: 'ar', theme: 'light', over: 'ringing', width: 390 });
    await look(scene.page, { language: 'ar', theme: 'dark', over: 'ringing' });
    await scene.page.keyboard.press('Control+Shift+KeyL');
    await scene.page.waitForURL(/\/inbox\/[0-9a-f-]{36}/);
    await entry('مكالمة واردة').getByText('في المكالمة').waitFor();
    onTheLine = hessa;
  }, 60_000);

  it('lets a supervisor listen in, and takes a colleague’s word before the call is handed over', async () => {
    const huda = await scene.supervisor();
    await open('/live', huda);
    await huda.getByRole('button', { name: 'الاستماع إلى المكالمة' }).click();
    await huda.getByRole('menuitem', { name: 'استماع' }).click();
    const leave = huda.getByRole('button', { name: 'الخروج من المكالمة' });
    await leave.click();
    await leave.waitFor({ state: 'detached' });
    await button('تسليم المكالمة…').click();
    await scene.page.getByRole('combobox', { name: 'الزميل' }).fill('huda');
    await scene.page.getByRole('option', { name: 'huda' }).click();
    await scene.page.getByRole('textbox', { name: 'السبب' }).fill('تحتاج قرار المشرفة');
    await button('سؤال الزميل').click();
    await huda.getByRole('button', { name: /^رد على المكالمة/ }).click();
    await button('التسليم والخروج').click();
    await huda.getByRole('button', { name: 'إنهاء' }).waitFor();
    await button('بلا ملاحظة').click();
    await onTheLine.hangUp();
    await huda.getByRole('textbox', { name: 'ملاحظة عن المكالمة' }).waitFor();
    await huda.context().close();
  }, 60_000);

  it('takes a message when it is closed, which is played in the thread', async () => {
    await scene.closeForToday();
    const mona = await Caller.call(scene.simulator, MONA);
    await hears(mona, 'الصافرة');
    await mona.speak(3);
    await mona.until(({ status }) => status === 'completed');
    const id = await eventually(async () => {
      const found = (await scene.officer.list('all')).find(({ contact }) => contact.name.includes(MONA));
      if (!found) throw new Error('the voicemail has no conversation yet');
      return found.id;
    });
    await open(`/inbox/${id}?view=all`);
    const voicemail = entry('رسالة صوتية');
    await voicemail.getByRole('button', { name: 'تشغيل الرسالة الصوتية' }).click();
    await voicemail.getByRole('button', { name: 'إيقاف مؤقت' }).waitFor();
    expect(complaints).toEqual([]);
  }, 60_000);
});
