import type { Database } from '@guanyun/db/kernel/connection.ts';
import type { DocumentQuota } from '@guanyun/domain/evidence/document-quota.ts';
import { type LocalDate, localDate } from '@guanyun/domain/kernel/local-date.ts';
import type { SignInPolicy } from '@guanyun/domain/organizations/credentials.ts';
import type { ProgressBoard } from './import-progress.ts';
import type { OneTimeCodes } from './one-time-codes.ts';
import type { Passkeys } from './passkeys.ts';

/** Where documents' bytes are kept, by their digest. */
export type FileStore = {
  has(digest: string): Promise<boolean>;
  read(digest: string): Promise<Uint8Array>;
};

/** A workbook as text, row 1 first; the host reads the file format. */
export type Workbook = {
  readonly sheets: readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[];
};
export type WorkbookReading =
  | ({ readonly ok: true } & Workbook)
  | {
      readonly ok: false;
      readonly code: 'WORKBOOK_UNREADABLE' | 'DOCUMENT_TOO_LARGE';
      readonly facts: Readonly<Record<string, string>>;
    };

/** Of the reading of a large workbook. */
export type LargeReading = { readonly onRows: (rows: number) => void };

/** Keeps secrets of others as ciphertext, each under what it belongs to; the key is the host's. */
export type SecretBox = {
  seal(text: string, of: string): string;
  open(sealed: string, of: string): string;
  /** A new secret for signatures of webhooks. */
  make(): string;
};

/** All that comes from outside: the database, the zone, the clock, ids, secrets, files. */
export type Deps = {
  readonly db: Database;
  readonly zone: string;
  /** What the zone's contracting processes are called under in open data, once one is registered with its publisher. */
  readonly ocidPrefix?: string | undefined;
  readonly now: () => Date;
  readonly newId: () => string;
  readonly passwords: {
    hash(password: string): Promise<string>;
    /** Without a hash it takes as long and answers no, so that an unknown account is not told from a wrong password. */
    verify(hash: string | null, password: string): Promise<boolean>;
  };
  /** Judges signatures of people's own keys; without it none is accepted. */
  readonly passkeys?: Passkeys;
  /** Judges one-time codes; without it, or without `secrets`, none are set up. */
  readonly codes?: OneTimeCodes;
  /** How people sign in; without it `signInPolicy`. */
  readonly signIn?: SignInPolicy;
  readonly files: FileStore;
  /** How much one account may hand in; without it `documentQuota`. */
  readonly quota?: DocumentQuota | undefined;
  /** `large`: a workbook of a hundred thousand rows is expected, and its reader tells how far it is. */
  readonly readWorkbook: (bytes: Uint8Array, large?: LargeReading) => Promise<WorkbookReading>;
  /** Told of each entry of the journal after its commit, by the act's name. */
  readonly recorded?: (act: string) => void;
  /** Without it no secrets of others are taken. */
  readonly secrets?: SecretBox;
  /** Whether notices may go to this machine without TLS: in tests. */
  readonly loopbackWebhooks?: boolean;
  /** How far the imports under way on this server are; without it nobody is told. */
  readonly progress?: ProgressBoard;
};

/** The business day of a moment: Asia/Shanghai, which keeps UTC+8 all year. */
export function businessDay(at: Date): LocalDate {
  return localDate(new Date(at.getTime() + 8 * 3_600_000).toISOString().slice(0, 10));
}
export const today = (deps: Deps): LocalDate => businessDay(deps.now());

/** What is asked for does not exist, or not for this actor: the two are told apart nowhere. */
export class NotFound extends Error {
  constructor(what: string) {
    super(`${what} not found`);
    this.name = 'NotFound';
  }
}

export function found<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new NotFound(what);
  return value;
}

/** The post acted in may not ask for this; a procedure says so by its permission, everything else by this. */
export class Forbidden extends Error {
  constructor(what: string) {
    super(`${what} is not for this post`);
    this.name = 'Forbidden';
  }
}
