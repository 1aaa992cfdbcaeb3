import { machineOutputs } from '@guanyun/api/machine-outputs.ts';
import { openToMachines } from '@guanyun/api/machines.ts';
import { allPermissions, appRouter } from '@guanyun/api/router.ts';
import { refusalCodeList } from '@guanyun/domain/kernel/refusal-codes.ts';
import { machinePosts } from '@guanyun/domain/organizations/machines.ts';
import { permits } from '@guanyun/domain/organizations/permissions.ts';
import { z } from 'zod';
import type { RefusalTexts } from '../refusal-texts.ts';

type Json = { readonly [key: string]: unknown };

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
};
const inputOf = (name: string): z.ZodType | undefined =>
  (appRouter._def.procedures as unknown as Record<string, { _def: { inputs: z.ZodType[] } }>)[name]?._def
    .inputs[0];

const strict = (properties: Json): Json => ({
  ...{ type: 'object', properties },
  ...{ required: Object.keys(properties), additionalProperties: false },
});
const failure = (kind: string, more: Json = {}): Json =>
  strict({ failure: strict({ kind: { const: kind }, ...more }) });
const body = (name: string): Json => ({
  'application/json': { schema: { $ref: `#/components/schemas/${name}` } },
});

const facts = { type: 'object', additionalProperties: { type: 'string' } };
const text = { type: 'string' };
const refusals = {
  type: 'array',
  minItems: 1,
  items: strict({ code: { $ref: '#/components/schemas/RefusalCode' }, facts }),
};
const problems = { type: 'array', items: strict({ code: text, path: text, message: text }) };

/** Why an act is refused: every code of the house. `x-texts` has its sentences. */
const schemas = (texts: RefusalTexts): Json => ({
  RefusalCode: {
    type: 'string',
    enum: refusalCodeList.map(({ code }) => code),
    'x-texts': texts,
  },
  BadInput: failure('bad_input', { problems }),
  Unauthorized: failure('unauthorized'),
  Forbidden: failure('forbidden'),
  NotFound: failure('not_found'),
  Refused: {
    oneOf: [failure('refused', { refusals }), failure('stale', { refusals })],
  },
  Busy: failure('busy'),
  Gate: failure('gate', { code: { enum: ['CROSS_SITE', 'METHOD', 'CONTENT_TYPE'] } }),
});

const failures: readonly (readonly [status: string, name: string, description: string])[] = [
  ['400', 'BadInput', '输入不符 / the input is not as described'],
  ['401', 'Unauthorized', '密钥无效 / no key, or not a good one; which of them is not said'],
  ['403', 'Forbidden', '岗位或密钥范围之外 / not for this post, or outside the scope of the key'],
  ['404', 'NotFound', '不存在或不可见 / does not exist, or not for this account'],
  ['415', 'Gate', '须为 JSON / the body is to be JSON'],
  ['422', 'Refused', '不予办理及理由 / refused, with the reasons'],
  ['429', 'Busy', '请求过多，稍后再试 / too many calls, later again'],
];

const responses: Json = Object.fromEntries(
  failures.map(([status, name]) => [status, { $ref: `#/components/responses/${name}` }]),
);

function operation(name: keyof typeof machineOutputs): Json {
  const row = allPermissions().find((one) => one.name === name);
  const input = inputOf(name);
  const posts = machinePosts.filter((kind) => permits(row?.posts ?? [], kind));
  return {
    operationId: name.replace('.', '_'),
    tags: [name.split('.')[0]],
    summary: name,
    description:
      row?.type === 'mutation'
        ? '办理；同一 requestId 同一内容只办一次 / an act; the same requestId with the same content is done once'
        : '查询，不改变任何内容 / a question that changes nothing',
    'x-posts': posts,
    security: [{ key: [] }],
    ...(input === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: schemaOf(input, 'input') } },
          },
        }),
    responses: {
      '200': {
        description: '答复 / the answer',
        content: { 'application/json': { schema: schemaOf(machineOutputs[name], 'output') } },
      },
      ...responses,
    },
  };
}

/** The whole interface for other systems as OpenAPI 3.1, read off the procedures themselves. */
export function openApiDocument(texts: RefusalTexts): Json {
  return {
    openapi: '3.1.1',
    info: {
      title: '管运 Guanyun',
      version: '1',
      description:
        '供其他系统调用的接口。每次调用以 Authorization: Bearer 携带密钥；权限随接口账号的岗位与密钥范围。 / For other systems: a key in each call; rights follow the post of the account and the scope of the key.',
      license: { name: 'See LICENSE', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    paths: Object.fromEntries(
      [...openToMachines]
        .sort()
        .map((name) => [`/api/v1/${name}`, { post: operation(name as keyof typeof machineOutputs) }]),
    ),
    components: {
      securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'gyk_…' } },
      schemas: schemas(texts),
      responses: Object.fromEntries(
        failures.map(([, name, description]) => [name, { description, content: body(name) }]),
      ),
    },
  };
}
