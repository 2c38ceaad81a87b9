import { Injectable } from '@nestjs/common';
import type { Typist } from '@sila/contracts';
import { AudienceQueries } from './audience.queries.js';

/** The names of colleagues, remembered until the directory changes. */
@Injectable()
export class StaffNames {
  private readonly names = new Map<string, string>();

  constructor(private readonly audiences: AudienceQueries) {}

  /** People by id, in the order given; unknown ids are left out. */
  async of(ids: readonly string[]): Promise<Typist[]> {
    const missing = ids.filter((id) => !this.names.has(id));
    for (const { id, name } of await this.audiences.staffNames(missing)) this.names.set(id, name);
    return ids.flatMap((id) => {
      const name = this.names.get(id);
      return name === undefined ? [] : [{ id, name }];
    });
  }

  forget(): void {
    this.names.clear();
  }
}
