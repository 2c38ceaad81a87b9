import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { problem } from '@sila/contracts';
import { z } from 'zod';

type JsonSchema = Record<string, unknown>;

/** The description of the HTTP interface, made from the schemas that check it. Needs no database. */
export function describeApi(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Sila')
    .setDescription('The inbox of a charity: conversations over all channels.')
    .setVersion('1')
    .addCookieAuth('sila', { type: 'apiKey', in: 'cookie', name: 'sila' })
    .addSecurityRequirements('sila')
    .addGlobalResponse({
      status: 'default',
      description: 'A refusal, with a stable code (RFC 9457)',
      content: PROBLEM,
    })
    .build();
  const document = SwaggerModule.createDocument(app, config, {
    operationIdFactory: (controller, method) => `${controller.replace(/Controller$/, '')}.${method}`,
    standardSchemaConverter: (schema, { schemaType }) => convert(schema, schemaType),
  });
  const schemas = { ...document.components?.schemas, ...convert(problem, 'output')?.components };
  document.components = { ...document.components, schemas: sorted(schemas) as never };
  return document;
}

const PROBLEM = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };

interface Converted {
  readonly schema: JsonSchema;
  readonly components: Record<string, JsonSchema>;
}

/**
 * A schema with an id becomes a component of that name, wherever it stands. One that is stricter in answers than in requests,
 * because defaults are filled in, goes by `<name>Input` inside requests.
 */
function convert(schema: unknown, io: 'input' | 'output'): Converted | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const converted = componentsOf(schema, io);
  if (io === 'output') return converted;
  const answered = componentsOf(schema, 'output').components;
  const own = schema.meta()?.id;
  const differs = (name: string) =>
    JSON.stringify(converted.components[name]) !== JSON.stringify(answered[name]);
  const names = Object.keys(converted.components).filter((name) => name !== own);
  return withUsers(names.filter(differs), names, converted).reduce(renamed, converted);
}

/** The names with everything that refers to them, at any distance. */
function withUsers(looser: readonly string[], names: readonly string[], { components }: Converted): string[] {
  const refersTo = (user: string, name: string) =>
    JSON.stringify(components[user]).includes(`"#/definitions/${name}"`);
  const grown = names.filter((name) => looser.includes(name) || looser.some((one) => refersTo(name, one)));
  return grown.length === looser.length ? [...grown] : withUsers(grown, names, { components, schema: {} });
}

function componentsOf(schema: z.ZodType, io: 'input' | 'output'): Converted {
  const made: JsonSchema = z.toJSONSchema(schema, { io, target: 'openapi-3.0', unrepresentable: 'any' });
  const { $schema: _dialect, definitions = {}, ...root } = made;
  const entries = Object.entries(definitions as Record<string, JsonSchema>);
  return {
    schema: withoutId(root),
    components: Object.fromEntries(entries.map(([name, one]) => [name, withoutId(one)])),
  };
}

function renamed(converted: Converted, name: string): Converted {
  const text = JSON.stringify(converted).replaceAll(
    `"#/definitions/${name}"`,
    `"#/definitions/${name}Input"`,
  );
  const { schema, components } = JSON.parse(text) as Converted;
  const entries = Object.entries(components).map(([key, one]) => [key === name ? `${name}Input` : key, one]);
  return { schema, components: Object.fromEntries(entries) as Converted['components'] };
}

function withoutId({ id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function sorted(entries: object): object {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
