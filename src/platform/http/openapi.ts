import { z } from 'zod';
import { problemSchema } from '../errors/problem.ts';
import type { Route } from './route.ts';

type Json = Record<string, unknown>;

const toSchema = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: 'any',
    target: 'draft-2020-12',
  });
  return rest;
};

const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = toSchema(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: property,
  }));
};

const mediaOf: Record<NonNullable<Route['bodyKind']>, string> = {
  json: 'application/json',
  multipart: 'multipart/form-data',
  raw: 'application/octet-stream',
  form: 'application/x-www-form-urlencoded',
};

const answerMedia: Record<string, string> = {
  html: 'text/html',
  file: 'application/octet-stream',
  events: 'text/event-stream',
  text: 'text/plain',
};

const answerContent = (route: Route): Json =>
  typeof route.answer === 'string'
    ? { [answerMedia[route.answer] ?? 'text/plain']: { schema: { type: 'string' } } }
    : { 'application/json': { schema: toSchema(route.answer, 'output') } };

const operationOf = (route: Route): Json => {
  const headers = route.isIdempotent
    ? [{ name: 'Idempotency-Key', in: 'header', required: false, schema: { type: 'string', maxLength: 200 } }]
    : [];
  const codes = new Map<string, string[]>();
  for (const { code, status } of route.errors ?? [])
    codes.set(String(status), [...(codes.get(String(status)) ?? []), code]);
  const problems = Object.fromEntries(
    [...codes].map(([status, all]) => [
      status,
      {
        description: all.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
  return {
    summary: route.summary,
    tags: [route.path.split('/')[3] ?? 'pages'],
    security: route.access === 'public' ? [] : [{ session: [] }, { apiKey: [] }],
    ...(route.access !== 'public' && route.access !== 'signed-in' ? { 'x-permission': route.access } : {}),
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query'), ...headers],
    ...(route.body
      ? {
          requestBody: {
            required: true,
            content: {
              [mediaOf[route.bodyKind ?? 'json']]: {
                schema: toSchema(route.body, 'input'),
                ...(route.example === undefined ? {} : { example: route.example }),
              },
            },
          },
        }
      : {}),
    responses: {
      [String(route.status ?? (route.isIdempotent ? 201 : 200))]: {
        description: route.summary,
        content: answerContent(route),
      },
      ...problems,
      default: {
        description: 'Problem (RFC 9457)',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  };
};

/** OpenAPI 3.1 of the route list. */
export const createOpenApi = (routes: readonly Route[], version: string): Json => {
  const paths: Record<string, Json> = {};
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Khiên', version, license: { name: 'Apache-2.0', identifier: 'Apache-2.0' } },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: toSchema(problemSchema, 'output') },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'khien_session' },
        apiKey: { type: 'http', scheme: 'bearer' },
      },
    },
  };
};
