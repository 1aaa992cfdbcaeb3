import { z } from 'zod';

const documentForm = '文件须为文号或编号字符串，或以 true、false 表示有无';

/** A supporting document: its number, or only whether there is one. */
export const zDocument = z.union([z.string().min(1).max(200), z.boolean()], { error: documentForm });

/** Undefined where there is no document. */
export function readDocument(wire: string | boolean | undefined): string | undefined {
  if (wire === true) return '有';
  return wire === false ? undefined : wire;
}
