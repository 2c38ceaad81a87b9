import type { PortalStart } from '@sila/contracts';
import {
  type CheckedForm,
  checkForm,
  type FormAnswer,
  type FormFault,
  type FormSection,
  type Language,
  visibleSections,
} from '@sila/domain';
import { api, Refused } from './api.client.js';
import { DraftKeeper, type Keeping } from './draft.keeper.js';
import { type KeptForm, memory, plain } from './memory.js';
import { reduced } from './pictures.js';
import { draftOf, FIRST, QUIET, type Screen, type State } from './portal.state.js';
import { type Texts, TEXTS } from './texts.js';
import { work } from './work.js';

/** The portal behind its pages. */
export class Portal {
  state: State = FIRST;
  onChange: () => void = () => undefined;
  private keeper: DraftKeeper | null = null;

  constructor() {
    addEventListener('popstate', () => this.showPlace());
    this.speak(this.state.language);
  }

  get texts(): Texts {
    return TEXTS[this.state.language];
  }

  /** The pages of the form, by the answers so far. */
  get sections(): readonly FormSection[] {
    const { form } = this.state;
    return form ? visibleSections(form.form, form.answers) : [];
  }

  get section(): FormSection | undefined {
    return this.sections[this.state.form?.step ?? 0];
  }

  /** All answers, checked as the server will check them. */
  checked({ form, answers }: KeptForm): CheckedForm {
    return checkForm(form, answers, new Date());
  }

  async start(): Promise<void> {
    this.patch({ error: null });
    try {
      const start = await api.start();
      this.patch({ start, screen: 'start', form: memory.form() });
      document.title = this.nameOf(start);
      const wanted = new URLSearchParams(location.search).get('form');
      const form = start.forms.find(({ accountId }) => accountId === wanted);
      if (form && !this.state.form) this.begin(form);
    } catch {
      this.patch({ error: 'unreachable' });
    }
  }

  speak(language: Language): void {
    memory.keepLanguage(language);
    document.documentElement.lang = language;
    document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
    this.patch({ language });
    if (this.state.start) document.title = this.nameOf(this.state.start);
  }

  nameOf({ association }: PortalStart): string {
    return this.state.language === 'ar' ? association.nameAr : association.nameEn;
  }

  begin({ accountId, version, form }: PortalStart['forms'][number]): void {
    this.enter({ accountId, version, form, answers: {}, files: {}, step: 0, token: null });
  }

  /** Goes on with the form that this browser keeps. */
  goOn(): void {
    if (this.state.form) this.enter(this.state.form);
  }

  forget(): void {
    const token = this.state.form?.token;
    if (token) void api.forget(token).catch(() => undefined);
    this.drop();
  }

  answer(field: string, value: FormAnswer): void {
    const { form, faults } = this.state;
    if (!form) return;
    this.patch({ faults: faults.filter((fault) => fault.field !== field) });
    this.keep({ ...form, answers: { ...form.answers, [field]: value } });
  }

  /** To the next page, when everything on this one is as it should be. */
  next(): void {
    const { form } = this.state;
    if (!form || !this.section) return;
    const { faults } = checkForm(form.form, form.answers, new Date(), this.section.fields);
    if (faults.length > 0) return this.patch({ faults });
    const isLast = form.step >= this.sections.length - 1;
    if (isLast) return this.toReview();
    this.keep({ ...form, step: form.step + 1 });
    this.go('form');
  }

  back(): void {
    history.back();
  }

  /** To the page of a section, from the review. */
  edit(index: number): void {
    const { form } = this.state;
    if (!form) return;
    this.keep({ ...form, step: index });
    this.go('form');
  }

  async addFiles(field: string, picked: readonly File[]): Promise<void> {
    for (const file of picked) await this.addFile(field, file);
  }

  removeFile(field: string, id: string): void {
    const answer = this.state.form?.answers[field] ?? [];
    this.answer(
      field,
      [answer].flat().filter((one) => one !== id),
    );
  }

  agree(agreed: boolean): void {
    this.patch({ agreed, error: null });
  }

  async submit(website: string): Promise<void> {
    const { form, agreed, busy, language } = this.state;
    if (!form || busy) return;
    if (!agreed) return this.patch({ error: 'mustAgree' });
    this.patch({ busy: true, error: null });
    try {
      const token = await this.keeper?.token();
      const answers = plain(form.answers);
      const consent = form.form.consent.version;
      const body = { answers, language, consent, website: website as '' };
      const { reference } = await api.submit(token ?? '', body);
      this.drop();
      this.patch({ reference });
      this.go('receipt');
    } catch (error) {
      this.refused(error);
    }
  }

  /** Ties the form to an address, to go on with it elsewhere. */
  async getCode(contact: string): Promise<void> {
    await this.tryTo('notSent', async () => {
      await this.keeper?.flush();
      const { code } = await api.tie((await this.keeper?.token()) ?? '', contact);
      this.patch({ code: code ?? '' });
    });
  }

  async sendCode(contact: string): Promise<void> {
    await this.tryTo('unreachable', async () => {
      await api.sendCode(contact, await work());
      this.patch({ codeAsked: true });
    });
  }

  async resume(contact: string, code: string): Promise<void> {
    await this.tryTo('wrongCode', async () => {
      const { token } = await api.resume(contact, code);
      const { accountId, form, answers, step, files } = await api.draft(token);
      const names = Object.fromEntries(files.map(({ id, fileName }) => [id, fileName]));
      this.enter({ accountId, version: 0, form, answers, files: names, step, token });
    });
  }

  go(screen: Screen): void {
    history.pushState({ screen, step: this.state.form?.step ?? 0 }, '');
    this.patch({ ...QUIET, screen, ...(screen === 'later' && { code: null }) });
    scrollTo(0, 0);
  }

  private toReview(): void {
    const { form } = this.state;
    const faults = form ? this.checked(form).faults : [];
    if (faults.length > 0) return this.showFaults(faults);
    void this.keeper?.flush().catch(() => undefined);
    this.go('review');
  }

  /** Leads to the first page with something to mend. */
  private showFaults(faults: readonly FormFault[]): void {
    const first = this.sections.findIndex(({ fields }) => fields.some(({ id }) => id === faults[0]?.field));
    if (first >= 0) this.edit(first);
    this.patch({ faults, busy: false });
  }

  /** What the browser's own back and forward lead to. */
  private showPlace(): void {
    const place = history.state as { screen: Screen; step: number } | null;
    const { form } = this.state;
    const needsForm = ['form', 'review', 'later'].includes(place?.screen ?? '');
    if (!place || place.screen === 'receipt' || (needsForm && !form))
      return this.patch({ ...QUIET, screen: this.state.start ? 'start' : 'loading' });
    if (form && needsForm) this.keep({ ...form, step: place.step });
    this.patch({ ...QUIET, screen: place.screen });
  }

  private enter(form: KeptForm): void {
    if (!isSecureContext) return this.patch({ error: 'insecure' });
    this.take(form);
    this.go('form');
  }

  private take(form: KeptForm): void {
    this.keeper?.close();
    this.patch({ form, keeping: form.token ? 'kept' : null, agreed: false });
    memory.keepForm(form);
    const { language } = this.state;
    const { accountId, version, token } = form;
    const source = {
      accountId,
      version,
      token,
      language,
      body: () => draftOf(this.state),
      onToken: (given: string) => this.hold(source, given),
      onState: (keeping: Keeping) => this.patch({ keeping }),
    };
    this.keeper = new DraftKeeper(source);
  }

  private hold(source: { token: string | null }, token: string): void {
    source.token = token;
    const { form } = this.state;
    if (!form) return;
    memory.keepForm({ ...form, token });
    this.patch({ form: { ...form, token } });
  }

  private keep(form: KeptForm): void {
    memory.keepForm(form);
    this.patch({ form });
    this.keeper?.touch();
  }

  private drop(): void {
    this.keeper?.close();
    this.keeper = null;
    memory.forgetForm();
    this.patch({ form: null, keeping: null });
  }

  private async addFile(field: string, picked: File): Promise<void> {
    this.patch({ uploading: [...this.state.uploading, field], fileFault: null });
    try {
      const file = await reduced(picked);
      if (file.size > (this.state.start?.limits.maxBytes ?? 0)) throw new Refused(413, []);
      const { id, fileName } = await api.upload((await this.keeper?.token()) ?? '', file);
      const { form } = this.state;
      if (!form) return;
      this.patch({ form: { ...form, files: { ...form.files, [id]: fileName } } });
      this.answer(field, [...[form.answers[field] ?? []].flat(), id]);
    } catch (error) {
      const tooLarge = error instanceof Refused && error.status === 413;
      this.patch({ fileFault: { field, error: tooLarge ? 'fileTooLarge' : 'fileFailed' } });
    } finally {
      const at = this.state.uploading.indexOf(field);
      this.patch({ uploading: this.state.uploading.filter((_, index) => index !== at) });
    }
  }

  private refused(error: unknown): void {
    if (error instanceof Refused && error.faults.length > 0) return this.showFaults(error.faults);
    const elsewhere = error instanceof Refused && error.status === 401;
    this.patch({ busy: false, error: elsewhere ? 'elsewhere' : 'notSent' });
  }

  private async tryTo(otherwise: keyof Texts, act: () => Promise<void>): Promise<void> {
    if (this.state.busy) return;
    this.patch({ busy: true, error: null });
    try {
      await act();
      this.patch({ busy: false });
    } catch (error) {
      const [refused, tooMany] = [error instanceof Refused, error instanceof Refused && error.status === 429];
      this.patch({ busy: false, error: tooMany ? 'tooMany' : refused ? otherwise : 'unreachable' });
    }
  }

  private patch(patch: Partial<State>): void {
    this.state = { ...this.state, ...patch };
    this.onChange();
  }
}
