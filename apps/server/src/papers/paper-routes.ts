import { Forbidden, NotFound } from '@guanyun/application/kernel/deps.ts';
import { paperKinds, readPaper } from '@guanyun/application/matters/read-papers.ts';
import type { OfficialPaper } from '@guanyun/domain/matters/official-paper.ts';
import type { FastifyInstance } from 'fastify';
import { asAttachment, type FileHost, notFound, signedOut } from '../documents.ts';
import { writeDocx } from './write-docx.ts';
import { writePdf } from './write-pdf.ts';

/** `origin` stands before the address in a paper's machine code; empty where the server does not know its own. */
type PaperHost = Pick<FileHost, 'deps' | 'actorOf' | 'attempt'> & { readonly origin: string };

const formats = {
  docx: {
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    write: writeDocx,
  },
  pdf: { type: 'application/pdf', write: writePdf },
} as const;

const FILE = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.(docx|pdf)$/;

/** 管委批〔2026〕3号 …的批复.pdf */
const nameOf = ({ number, title }: OfficialPaper, format: string): string =>
  `${number === null ? '' : `${number} `}${title}.${format}`;

/** `GET /papers/:kind/:id.docx` and `.pdf`: a paper of the registers, for whoever may see what it is about. */
export async function paperRoutes(app: FastifyInstance, host: PaperHost): Promise<void> {
  app.get<{ Params: { kind: string; file: string } }>('/papers/:kind/:file', async (request, reply) => {
    const actor = await host.actorOf(request, reply);
    if (actor === null) return signedOut(reply);
    const kind = paperKinds.find((one) => one === request.params.kind);
    const [, id, format] = FILE.exec(request.params.file) ?? [];
    if (kind === undefined || id === undefined || (format !== 'docx' && format !== 'pdf'))
      return notFound(reply);
    if (!(await host.attempt('papers', actor.accountId)))
      return reply.code(429).send({ failure: { kind: 'busy' } });
    try {
      const paper = await readPaper(host.deps, actor, { kind, id });
      const { type, write } = formats[format];
      return asAttachment(reply, nameOf(paper, format), type).send(await write(paper, host.origin));
    } catch (error) {
      if (error instanceof NotFound) return notFound(reply);
      if (error instanceof Forbidden) return reply.code(403).send({ failure: { kind: 'forbidden' } });
      throw error;
    }
  });
}
