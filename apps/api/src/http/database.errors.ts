/**
 * SQLSTATEs that say "not now": connection lost or refused (class 08), no such database (a restore under way), too many connections, shutdown and recovery (57P0x),
 * time-outs of statements and locks, disk full.
 */
const STATES = /^(08...|3D000|53...|57014|57P0.|55P03|25P03)$/;
const SYSTEM = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EAI_AGAIN']);
/** What node-postgres says without a code: an exhausted pool, a connection that died. */
const WORDS =
  /timeout exceeded when trying to connect|connection terminated|client has encountered a connection error|cannot use a pool after/i;

/** True when the database can't be reached or can't keep up: the caller should come again. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (STATES.test(code) || SYSTEM.has(code) || WORDS.test(error.message)) return true;
  const inner = 'driverError' in error ? error.driverError : error.cause;
  return inner !== error && isDatabaseAway(inner);
}
