import 'reflect-metadata';
import { Module, type Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { CONTROLLERS } from './controllers/index.js';
import { describeApi } from './openapi.document.js';
import { PortalController } from './portal/portal.controller.js';
import { RevealController } from './portal/reveal.controller.js';
import { VisitorController } from './widget/visitor.controller.js';

/** Prints the description of the HTTP interface: only the controllers are made, nothing behind them. */
const controllers: Type[] = [...CONTROLLERS, VisitorController, PortalController, RevealController];
const tokens = new Set(controllers.flatMap(dependenciesOf));

@Module({ controllers, providers: [...tokens].map((provide) => ({ provide, useValue: {} })) })
class InterfaceModule {}

function dependenciesOf(controller: Type): (Type | symbol | string)[] {
  const types = (Reflect.getMetadata('design:paramtypes', controller) ?? []) as Type[];
  const named = (Reflect.getMetadata('self:paramtypes', controller) ?? []) as {
    index: number;
    param: symbol | string;
  }[];
  return types.map((type, index) => named.find((one) => one.index === index)?.param ?? type);
}

const app = await NestFactory.create<NestFastifyApplication>(InterfaceModule, new FastifyAdapter(), {
  logger: false,
});
process.stdout.write(`${JSON.stringify(describeApi(app), null, 2)}\n`);
await app.close();
