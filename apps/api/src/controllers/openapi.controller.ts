import { Controller, Get, Injectable } from '@nestjs/common';
import { ApiExcludeController, type OpenAPIObject } from '@nestjs/swagger';
import { Public } from '@sila/access';
import { DomainError } from '@sila/domain';

/** The description of the HTTP interface; made when somebody first asks, because nobody may. */
@Injectable()
export class OpenApiDocument {
  private made: OpenAPIObject | null = null;
  private make: (() => OpenAPIObject) | null = null;

  /** Says how it is made, once the application stands. */
  describeBy(make: () => OpenAPIObject): void {
    this.make = make;
  }

  get content(): OpenAPIObject {
    if (!this.make) throw new DomainError('unavailable');
    this.made ??= this.make();
    return this.made;
  }
}

/** The description of the HTTP interface. */
@Public()
@ApiExcludeController()
@Controller('api/openapi.json')
export class OpenApiController {
  constructor(private readonly document: OpenApiDocument) {}

  @Get()
  read(): OpenAPIObject {
    return this.document.content;
  }
}
