import { Injectable } from '@nestjs/common';
import type { CurrentStaff } from '@sila/access';
import type { VisitorFound } from '@sila/contracts';
import { poolOf, type Sql, sqlOf } from '@sila/database';
import { foldForSearch, isNationalId, latinDigits, toE164 } from '@sila/domain';
import { Keys } from '@sila/platform';
import { DataSource } from 'typeorm';
import { Desks } from './desks.service.js';
import { nationalIdAddress, visitorByNumber, visitorsBy, type VisitorSought } from './visitor.queries.js';

/** Finds who stands at the desk, as one types. */
@Injectable()
export class VisitorSearch {
  private readonly sql: Sql;

  constructor(
    source: DataSource,
    private readonly desks: Desks,
    private readonly keys: Keys,
  ) {
    this.sql = sqlOf(poolOf(source));
  }

  /** At most eight, of whom the reader may see a conversation; nobody for who works at no desk. */
  async find(staff: CurrentStaff, q: string): Promise<VisitorFound[]> {
    if ((await this.desks.of(staff)).length === 0) return [];
    const sought = soughtIn(q, (digits) => nationalIdAddress(this.keys, digits));
    const byNumber = sought.number || sought.sheet ? await visitorByNumber(this.sql, staff, sought) : [];
    const others = await visitorsBy(this.sql, staff, sought);
    return [...byNumber, ...others.filter(({ id }) => !byNumber.some((person) => person.id === id))];
  }
}

function soughtIn(q: string, addressOf: (nationalId: string) => string): VisitorSought {
  const digits = latinDigits(q).replace(/[\s#]/g, '');
  const inDigits = /^\+?\d+$/.test(digits);
  const nationalId = inDigits && isNationalId(digits) ? addressOf(digits) : null;
  return {
    words: inDigits ? [] : foldForSearch(q).split(' ').filter(Boolean),
    phone: inDigits && !nationalId ? toE164(digits) : null,
    nationalId,
    number: inDigits && /^\d{1,9}$/.test(digits) ? digits : null,
    sheet: inDigits && digits.length === 16 ? digits : null,
  };
}
