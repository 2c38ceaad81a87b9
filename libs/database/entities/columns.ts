import { Column, type ColumnOptions, PrimaryColumn } from 'typeorm';

/** An id that Sila made (UUIDv7). */
export const Id = () => PrimaryColumn({ type: 'uuid' });
/** A reference to another row. */
export const Ref = (options: ColumnOptions = {}) => Column({ type: 'uuid', ...options });
export const OptionalRef = () => Column({ type: 'uuid', nullable: true });
/** An instant, to the millisecond, so that it survives a JavaScript Date unchanged. */
export const At = (options: ColumnOptions = {}) => Column({ type: 'timestamptz', precision: 3, ...options });
export const OptionalAt = () => At({ nullable: true });
export const Text = (options: ColumnOptions = {}) => Column({ type: 'text', ...options });
export const OptionalText = () => Text({ nullable: true });
export const Int = (options: ColumnOptions = {}) => Column({ type: 'integer', ...options });
export const Flag = (fallback: boolean) => Column({ type: 'boolean', default: fallback });
export const Jsonb = (options: ColumnOptions = {}) => Column({ type: 'jsonb', ...options });
export const Bytes = (options: ColumnOptions = {}) => Column({ type: 'bytea', ...options });
