export { accountSettings as webChatSettings, allowedOrigins } from './account.settings.js';
export { webChat } from './channel.js';
export {
  eventsOf as visitorEventsOf,
  LARGEST_FILE as LARGEST_VISITOR_FILE,
  LONGEST_TEXT as LONGEST_VISITOR_TEXT,
  MOST_FILES as MOST_VISITOR_FILES,
  storedRequest as storedVisitorRequest,
  type VisitorRequest,
} from './visitor.request.js';
export {
  issueVisitorToken,
  readVisitorToken,
  VISITOR_TOKEN_DAYS,
  type VisitorClaim,
} from './visitor-token.js';
