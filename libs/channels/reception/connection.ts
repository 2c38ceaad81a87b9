import { type ChannelContext, ChannelError, type Connection } from '../channel.js';
import type { Desk } from '../in-person.js';
import { typesetting } from '../providers/paper/helper.pool.js';
import { referenceOf } from '../providers/paper/reference.js';
import type { AccountSettings } from './account.settings.js';
import { parseVisit } from './parse.js';
import { typesetSheet } from './sheet.js';
import { storedVisit } from './visit.request.js';

/** One desk. Nobody is called here and nothing is sent: visits are handed in by the desk's page. */
export function openReception(settings: AccountSettings, context: ChannelContext): Connection {
  return { send: refuse, parse: async (event) => parseVisit(event), desk: deskOf(settings, context) };
}

function deskOf(settings: AccountSettings, context: ChannelContext): Desk {
  return {
    ...settings,
    intake: storedVisit,
    referenceOf: (interviewId) => referenceOf(context.sign('interview', interviewId)),
    sheet: async (sheet) => Buffer.from(await typesetting.do({ kind: 'pdf', document: typesetSheet(sheet) })),
  };
}

function refuse(): Promise<never> {
  return Promise.reject(
    new ChannelError('permanent', 'in-person', 'Nobody can be written to at the reception desk.'),
  );
}
