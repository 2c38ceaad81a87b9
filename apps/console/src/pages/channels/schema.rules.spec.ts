import { describe, expect, it } from '@jest/globals';
import { fieldsOf, labelAt, settingsToSend, startValues } from './schema.rules.js';

const schema = {
  type: 'object',
  required: ['address', 'token', 'port'],
  properties: {
    address: { type: 'string', title: 'Address', titleAr: 'العنوان' },
    name: { type: 'string', title: 'Name' },
    token: { type: 'string', secret: true, title: 'Token' },
    port: { default: 993, type: 'integer', minimum: 1, maximum: 65_535 },
    security: { enum: ['tls', 'none'], default: 'tls' },
    signed: { type: 'boolean', default: true },
    origins: { type: 'array', items: { type: 'string' } },
    hook: { anyOf: [{ type: 'string' }, { type: 'null' }], advanced: true },
    templates: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id'],
        properties: { id: { type: 'string' }, note: { type: 'string' } },
      },
    },
  },
};

const fields = fieldsOf(schema, 'ar');

describe('fields of a channel', () => {
  it('take their kind from the schema', () => {
    expect(fields.map((field) => `${field.key}: ${field.kind}`)).toEqual([
      'address: text',
      'name: text',
      'token: secret',
      'port: number',
      'security: choice',
      'signed: boolean',
      'origins: texts',
      'hook: text',
      'templates: entries',
    ]);
  });

  it('speak the language of the reader where the schema does', () => {
    expect(fields.slice(0, 2).map((field) => field.label)).toEqual(['العنوان', 'Name']);
  });

  it('are required only without a default', () => {
    expect(fields.filter((field) => field.required).map((field) => field.key)).toEqual(['address', 'token']);
  });

  it('name the field of a refusal', () => {
    expect(labelAt(fields, 'settings.address')).toBe('العنوان');
    expect(labelAt(fields, 'label')).toBe('label');
  });
});

describe('what is sent', () => {
  it('begins with the defaults and without secrets', () => {
    expect(startValues(fields)).toMatchObject({
      address: '',
      port: 993,
      security: 'tls',
      signed: true,
      origins: [],
    });
    expect(startValues(fields)).not.toHaveProperty('token');
  });

  it('leaves out untouched secrets and empty texts that are optional', () => {
    expect(settingsToSend(fields, { address: 'a', name: '', token: '', port: 1 })).toEqual({
      address: 'a',
      port: 1,
    });
  });

  it('keeps a secret that was typed', () => {
    expect(settingsToSend(fields, { token: 'new' })).toEqual({ token: 'new' });
  });

  it('tidies the entries of a list', () => {
    expect(settingsToSend(fields, { templates: [{ id: 'x', note: '' }] })).toEqual({
      templates: [{ id: 'x' }],
    });
  });
});
