import { createHash } from 'node:crypto';

/** A file of a base backup as PostgreSQL lists it. */
type Listed = { readonly size: number; readonly digest: string };

/** PostgreSQL's own list of what a base backup holds: the system it is of, and each file with size and SHA-256. */
export type Manifest = { readonly system: string; readonly files: ReadonlyMap<string, Listed> };

type Written = {
  'System-Identifier'?: number;
  Files: ({ Path?: string; 'Encoded-Path'?: string; Size: number } & Record<string, string | number>)[];
};

const LAST = '"Manifest-Checksum":';

/** Reads `backup_manifest`; null where it is damaged: its last line is the digest of all before. */
export function readManifest(bytes: Buffer): Manifest | null {
  const at = bytes.lastIndexOf(LAST);
  const told = /"([0-9a-f]{64})"/.exec(bytes.toString('utf8', Math.max(0, at)))?.[1];
  if (at < 0 || createHash('sha256').update(bytes.subarray(0, at)).digest('hex') !== told) return null;
  const text = bytes.toString('utf8');
  const { Files } = JSON.parse(text) as Written;
  // Above what a number of JavaScript holds exactly.
  const system = /"System-Identifier": *(\d+)/.exec(text)?.[1] ?? '';
  const files = Files.map((file): [string, Listed] => {
    const path = file.Path ?? Buffer.from(file['Encoded-Path'] ?? '', 'hex').toString();
    return [path, { size: file.Size, digest: String(file.Checksum) }];
  });
  return { system, files: new Map(files) };
}
