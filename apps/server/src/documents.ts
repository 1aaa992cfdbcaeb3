import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import multipart, { type MultipartFile } from '@fastify/multipart';
import { openIssuedPaper } from '@guanyun/application/contracts/read-tenders.ts';
import { keepDocument, mayHandIn, openDocument } from '@guanyun/application/evidence/keep-document.ts';
import type { Deps } from '@guanyun/application/kernel/deps.ts';
import { openMaterial } from '@guanyun/application/matters/read-papers.ts';
import type { Actor } from '@guanyun/application/organizations/actor.ts';
import type { Refusal } from '@guanyun/domain/kernel/decision.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DocumentStore } from './document-store.ts';
import { cleanName, documentType, endingsTaken } from './document-type.ts';
import { type Scanner, ScannerAway } from './scanner.ts';
import { importTemplates } from './workbook/import-templates.ts';
import { writeTemplate } from './workbook/write-template.ts';

/** The largest document, in bytes. */
export const DOCUMENT_MAX = 20 * 1024 * 1024;

/** What the routes of files need. `actorOf` reads the session; `attempt` counts uploads. */
export type FileHost = {
  readonly deps: Deps;
  readonly store: DocumentStore;
  readonly uploads: string;
  /** Looks into each file before it is kept; null: nobody does. */
  readonly scanner: Scanner | null;
  readonly actorOf: (request: FastifyRequest, reply: FastifyReply) => Promise<Actor | null>;
  readonly attempt: (procedure: string, key: string) => Promise<boolean>;
};

/** What a request is answered with; sent only when nothing of it is left behind. */
type Reply = { readonly status: number; readonly body: object };

const refused = (status: number, code: Refusal['code'], facts: Refusal['facts']): Reply => ({
  status,
  body: { failure: { kind: 'refused', refusals: [{ code, facts }] } },
});
const refusedBy = (refusals: readonly Refusal[]): Reply => ({
  status: 422,
  body: { failure: { kind: 'refused', refusals } },
});
const noFile: Reply = {
  status: 400,
  body: {
    failure: { kind: 'bad_input', problems: [{ code: 'missing', path: 'file', message: '缺少文件' }] },
  },
};
const broken: Reply = {
  status: 400,
  body: {
    failure: {
      kind: 'bad_input',
      problems: [{ code: 'unreadable', path: 'file', message: '上传的内容不完整，请重新上传' }],
    },
  },
};
/** What the reader of uploads says of a body that is none, or that breaks off; it gives these errors no code. */
const isBroken = (error: unknown): boolean =>
  error instanceof Error && /^(Multipart|Malformed|Unexpected end|Part terminated)/i.test(error.message);

/** For whoever has no session. */
export const signedOut = (reply: FastifyReply): FastifyReply => reply.code(401).send({ failure: null });
/** What does not exist, or not for this actor. */
export const notFound = (reply: FastifyReply): FastifyReply =>
  reply.code(404).send({ failure: { kind: 'not_found' } });

/** Counts and hashes what passes. */
function meter(): { through: Transform; digest: () => string; size: () => number } {
  const hash = createHash('sha256');
  let size = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      size += chunk.length;
      done(null, chunk);
    },
  });
  return { through, digest: () => hash.digest('hex'), size: () => size };
}

/** Takes the one file of an upload in: to a temporary file while it is hashed, then judged, kept, and recorded. */
async function takeIn(host: FileHost, actor: Actor, part: MultipartFile): Promise<Reply> {
  await mkdir(host.uploads, { recursive: true, mode: 0o700 });
  const path = join(host.uploads, randomUUID());
  try {
    const { through, digest, size } = meter();
    await pipeline(part.file, through, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
    if (part.file.truncated)
      return refused(413, 'DOCUMENT_TOO_LARGE', { reason: 'file_bytes', limit: `${DOCUMENT_MAX}` });
    const name = cleanName(part.filename);
    const mediaType = size() === 0 ? null : await documentType(name, path);
    if (mediaType === null) return refused(422, 'DOCUMENT_TYPE', { name, allowed: endingsTaken });
    const document = { digest: digest(), name, size: size(), mediaType };
    const room = await mayHandIn(host.deps, actor, document);
    if (room.outcome === 'refused') return refusedBy(room.refusals);
    const verdict = (await host.scanner?.scan(path)) ?? { clean: true };
    if (!verdict.clean) return refused(422, 'DOCUMENT_INFECTED', { name, found: verdict.found });
    // The bytes first: a row always has them, whatever happens in between.
    await host.store.keep(document.digest, path);
    const kept = await keepDocument(host.deps, actor, document);
    if (kept.outcome === 'refused') return refusedBy(kept.refusals);
    return { status: 200, body: { digest: document.digest, name, size: document.size, type: mediaType } };
  } finally {
    await rm(path, { force: true });
  }
}

/** RFC 8187: the name in UTF-8, percent-encoded. */
const encodedName = (name: string): string =>
  encodeURIComponent(name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);

/** Nothing a document holds may run or be shown in our origin. */
export function asAttachment(reply: FastifyReply, name: string, mediaType: string): FastifyReply {
  return reply
    .header('content-type', mediaType)
    .header('content-disposition', `attachment; filename="document"; filename*=UTF-8''${encodedName(name)}`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cache-control', 'private, no-store');
}

type DocumentAsked = { Params: { digest: string }; Querystring: { matter?: string } };
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

async function documentAsked(host: FileHost, actor: Actor, digest: string, matterId?: string) {
  if (!/^[0-9a-f]{64}$/.test(digest)) return null;
  const own = await openDocument(host.deps, actor, digest);
  if (own !== null || matterId === undefined || !uuid.test(matterId)) return own;
  return openMaterial(host.deps, actor, { matterId, digest });
}

/** `POST /documents`, `GET /documents/:digest` and `GET /templates/:name.xlsx`, for whoever is signed in; `GET /issued/:digest`. */
export async function documentRoutes(app: FastifyInstance, host: FileHost): Promise<void> {
  const limits = { fileSize: DOCUMENT_MAX, files: 1, fields: 4, parts: 5, fieldSize: 1000 };
  await app.register(multipart, { throwFileSizeLimit: false, limits });

  app.post('/documents', { bodyLimit: DOCUMENT_MAX + 64 * 1024 }, async (request, reply) => {
    const actor = await host.actorOf(request, reply);
    if (actor === null) return signedOut(reply);
    if (!(await host.attempt('documents.keep', actor.accountId)))
      return reply.code(429).send({ failure: { kind: 'busy' } });
    try {
      const part = await request.file();
      const { status, body } =
        part === undefined || part.fieldname !== 'file' ? noFile : await takeIn(host, actor, part);
      return await reply.code(status).send(body);
    } catch (error) {
      if (error instanceof ScannerAway) {
        request.log.error({ err: error }, 'nothing is kept unscanned');
        const { status, body } = refused(503, 'SCANNER_AWAY', {});
        return reply.code(status).send(body);
      }
      if (!isBroken(error)) throw error;
      return reply.code(broken.status).send(broken.body);
    }
  });

  // Under `?matter=` the document of another company, where it is part of a case that one sees.
  app.get<DocumentAsked>('/documents/:digest', async (request, reply) => {
    const actor = await host.actorOf(request, reply);
    if (actor === null) return signedOut(reply);
    const document = await documentAsked(host, actor, request.params.digest, request.query.matter);
    if (document === null) return notFound(reply);
    const bytes = await host.store.open(document.digest);
    return asAttachment(reply, document.name, document.mediaType)
      .header('content-length', document.size)
      .send(bytes);
  });

  // What was issued with a tender's notice, to everyone who can read the notice.
  app.get<DocumentAsked>('/issued/:digest', async (request, reply) => {
    const actor = await host.actorOf(request, reply);
    if (!/^[0-9a-f]{64}$/.test(request.params.digest)) return notFound(reply);
    const document = await openIssuedPaper(host.deps, actor, request.params.digest);
    if (document === null) return notFound(reply);
    const bytes = await host.store.open(document.digest);
    return asAttachment(reply, document.name, document.mediaType)
      .header('content-length', document.size)
      .send(bytes);
  });

  app.get<{ Params: { file: string } }>('/templates/:file', async (request, reply) => {
    if ((await host.actorOf(request, reply)) === null) return signedOut(reply);
    const template = importTemplates.find((t) => t.file.replace(/^\d+-/, '') === request.params.file);
    if (template === undefined) return notFound(reply);
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    return asAttachment(reply, template.file, type).send(await writeTemplate(template));
  });
}
