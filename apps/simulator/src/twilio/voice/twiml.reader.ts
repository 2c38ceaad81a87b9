import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { TwimlError, type Verb } from './twiml.document.js';
import { checkVerbs } from './twiml.grammar.js';

/** An element as the parser gives it, its name the key of its children, in the order of the text. */
type Parsed = Readonly<Record<string, unknown>>;

const textKey = '#text';
const attributesKey = ':@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  parseTagValue: false,
  parseAttributeValue: false,
  ignoreDeclaration: true,
  ignorePiTags: true,
  htmlEntities: true,
});

/** The verbs of a TwiML document. Throws a TwimlError by which Twilio refuses it. */
export const readTwiml = (xml: string, isWaiting: boolean): readonly Verb[] => {
  const validity = XMLValidator.validate(xml);
  if (validity !== true) throw new TwimlError(12100, `Document parse failure: ${validity.err.msg}`);
  const [root, ...others] = (parser.parse(xml) as Parsed[]).map(elementOf);
  if (root?.name !== 'Response' || others.length > 0)
    throw new TwimlError(12102, 'The root element must be <Response>');
  checkVerbs(root.children, isWaiting);
  return root.children;
};

const elementOf = (parsed: Parsed): Verb => {
  const name = Object.keys(parsed).find((key) => key !== attributesKey) ?? '';
  const inner = (parsed[name] ?? []) as readonly Parsed[];
  return {
    name,
    attributes: (parsed[attributesKey] ?? {}) as Verb['attributes'],
    children: inner.filter((each) => !(textKey in each)).map(elementOf),
    text: inner.map(textOf).join(' ').replace(/\s+/g, ' ').trim(),
  };
};

const textOf = (part: Parsed): string => {
  const own = part[textKey];
  return typeof own === 'string' ? own : elementOf(part).text;
};
