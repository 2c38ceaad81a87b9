import { applyDecorators, HttpCode } from '@nestjs/common';
import { ApiOperation, ApiResponse } from '@nestjs/swagger';
import type { ZodType } from 'zod';

/** Says what a route does and what it answers: the HTTP status and, unless it answers with nothing, the schema. */
export function Does(summary: string, status: 200 | 201 | 202 | 204, answer?: ZodType) {
  const response = { status, description: 'Done', ...(answer && { standardSchema: answer }) };
  return applyDecorators(ApiOperation({ summary }), HttpCode(status), ApiResponse(response));
}

/** The same for answers that are not JSON. */
export function Sends(summary: string, mediaType: string) {
  return applyDecorators(
    ApiOperation({ summary }),
    ApiResponse({
      status: 200,
      description: 'Done',
      content: { [mediaType]: { schema: { type: 'string', format: 'binary' } } },
    }),
  );
}
