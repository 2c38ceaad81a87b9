export { formOf, type FormChannel } from './form.channel.js';
export {
  LARGEST_FILE as LARGEST_FORM_FILE,
  MOST_FILES as MOST_FORM_FILES,
  storedSubmission,
  type Submission,
  submissionEvents,
} from './submission.request.js';
