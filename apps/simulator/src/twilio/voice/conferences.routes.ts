import type { FastifyInstance } from 'fastify';
import { pageOf, periodOf } from '../rest.page.js';
import type { ConferenceRoom } from './conference.room.js';
import type { ConferencesStore } from './conferences.store.js';
import { accountPath, found, type RestCall, type RestParts, RestRefusal, restRoute } from './rest.scope.js';
import { conferenceResource } from './voice.resources.js';

export type ConferencesParts = RestParts & { readonly conferences: ConferencesStore };

/** Twilio's REST interface for conferences. */
export const registerConferences = (app: FastifyInstance, parts: ConferencesParts): void => {
  const path = `${accountPath}/Conferences`;
  app.get(
    `${path}.json`,
    restRoute(parts, 'list', (call) => ({ status: 200, body: listed(parts, call) })),
  );
  app.get(
    `${path}/:conferenceSid.json`,
    restRoute(parts, 'fetch', (call) => ({ status: 200, body: conferenceResource(roomOf(parts, call)) })),
  );
  app.post(
    `${path}/:conferenceSid.json`,
    restRoute(parts, 'update', (call) => ({ status: 200, body: conferenceResource(update(parts, call)) })),
  );
};

/** The conference that the path names, when it belongs to the account that asks. */
export const roomOf = (
  { conferences }: Pick<ConferencesParts, 'conferences'>,
  { account, params }: RestCall,
): ConferenceRoom => {
  const room = conferences.get(params['conferenceSid'] ?? '');
  return found(room?.accountSid === account.accountSid ? room : undefined);
};

const update = (parts: ConferencesParts, call: RestCall): ConferenceRoom => {
  const room = roomOf(parts, call);
  const status = call.fields.one('Status');
  if (status === 'completed') room.end('conference-ended-via-api');
  else if (status !== undefined) throw new RestRefusal(400, 20001);
  return room;
};

const listed = ({ conferences }: ConferencesParts, { account, query }: RestCall) => {
  const { from, before } = periodOf(query, 'DateCreated');
  const isSame = (name: string, value: string) => query[name] === undefined || query[name] === value;
  return pageOf({
    key: 'conferences',
    path: `/2010-04-01/Accounts/${account.accountSid}/Conferences.json`,
    query,
    found: conferences
      .all()
      .filter(
        (room) =>
          room.accountSid === account.accountSid &&
          isSame('FriendlyName', room.name) &&
          isSame('Status', room.status) &&
          (from === undefined || room.createdAt >= from) &&
          (before === undefined || room.createdAt < before),
      )
      .toReversed(),
    view: conferenceResource,
  });
};
