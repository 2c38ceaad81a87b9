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

/** A schema with an id becomes a component of that name, wherever it stands. */
function convert(
  schema: unknown,
  io: 'input' | 'output',
): { schema: JsonSchema; components: Record<string, JsonSchema> } | undefined {
  if (!(schema instanceof z.ZodType)) return undefined;
  const {
    $schema: _dialect,
    $defs = {},
    ...root
  } = z.toJSONSchema(schema, {
    io,
    target: 'openapi-3.0',
    unrepresentable: 'any',
  }) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  const components = Object.fromEntries(Object.entries($defs).map(([name, one]) => [name, withoutId(one)]));
  const name = schema.meta()?.id;
  if (!name) return { schema: withoutId(root), components };
  return {
    schema: { $ref: `#/components/schemas/${name}` },
    components: { ...components, [name]: withoutId(root) },
  };
}

function withoutId({ id: _id, ...schema }: JsonSchema): JsonSchema {
  return schema;
}

function sorted(entries: object): object {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}
