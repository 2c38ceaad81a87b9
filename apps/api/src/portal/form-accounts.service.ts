import { Injectable } from '@nestjs/common';
import { formOf, LARGEST_FORM_FILE, MOST_FORM_FILES } from '@sila/channels';
import type { FormSettings, PortalStart } from '@sila/contracts';
import { ChannelDirectory, type OpenAccount, SettingService } from '@sila/directory';
import { DomainError, type FormName } from '@sila/domain';

/** Which forms are open: those with an account that is switched on and a definition in the settings. */
@Injectable()
export class FormAccounts {
  constructor(
    private readonly directory: ChannelDirectory,
    private readonly settings: SettingService,
  ) {}

  /** What the first page shows. */
  async start(): Promise<PortalStart> {
    const [{ value: association }, { value, version }, accounts] = await Promise.all([
      this.settings.association(),
      this.settings.forms(),
      this.directory.enabled(),
    ]);
    const open = accounts.flatMap((account) => {
      const form = value.forms.find(({ name }) => name === formOf(account.channel));
      return form ? [{ accountId: account.id, version, form }] : [];
    });
    return {
      association: { nameAr: association.nameAr, nameEn: association.nameEn },
      help: value.help,
      forms: open,
      limits: { maxBytes: LARGEST_FORM_FILE, maxFiles: MOST_FORM_FILES },
    };
  }

  /** The form behind an account that is switched on. Throws `not-found` for every other id. */
  async nameOf(accountId: string): Promise<FormName> {
    const account: OpenAccount = await this.directory.account(accountId);
    const name = account.enabled ? formOf(account.channel) : null;
    if (!name) throw new DomainError('not-found');
    return name;
  }

  /** A form as it was in a version of the settings. Throws `gone` when that version has no such form. */
  async definition(name: FormName, version: number): Promise<FormSettings['forms'][number]> {
    const { forms } = await this.settings.formsOf(version);
    const form = forms.find((one) => one.name === name);
    if (!form) throw new DomainError('gone', { form: name });
    return form;
  }
}
