import { z } from 'zod';
import { zAmount, zDate } from '../kernel/wire.ts';
import { ladder, matterSlugs } from './matter-slug.ts';
import { canonicalValue, isChangeable, valueForm } from './parameter.ts';
import { parameterOf } from './parameters-v1.ts';

export const zVersionName = z.string().min(1).max(100);

const unknownKey = '不是事项目录中的参数';

/** What is wrong with a figure that a version sets, in Chinese; null when nothing is. */
function valueProblem(key: string, text: string): string | null {
  const parameter = parameterOf(key);
  if (parameter === null) return unknownKey;
  if (!isChangeable(parameter)) return '由法律或规章规定，不得改变';
  return canonicalValue(parameter, text) === null ? valueForm(parameter) : null;
}

/** A version of the catalogue, laid over v1: bands, and any other figure by its key. */
export const zCatalogueVersion = z
  .strictObject({
    version: zVersionName,
    effectiveFrom: zDate,
    retroactive: z.boolean().optional(),
    bands: z
      .array(z.strictObject({ matter: z.enum(matterSlugs), level: z.enum(ladder), from: zAmount }))
      .max(200),
    values: z.record(z.string().max(100), z.string().max(5000)).optional(),
  })
  .superRefine((version, context) => {
    const bands = new Set(version.bands.map((band) => `${band.matter}.band.${band.level}`));
    for (const [key, text] of Object.entries(version.values ?? {})) {
      const message = bands.has(key) ? '已在 bands 中给出，不得重复' : valueProblem(key, text);
      if (message !== null) context.addIssue({ code: 'custom', path: ['values', key], message });
    }
  });

/** A version as it stands on the wire. */
export type CatalogueVersion = z.infer<typeof zCatalogueVersion>;

/** The keys by which an input names the versions of the catalogue. */
export const catalogueKeys = {
  acceptedOn: zDate.optional(),
  catalogue: zVersionName.optional(),
  catalogueVersions: z.array(zCatalogueVersion).max(100).optional(),
};

/** Names are unique, v1 is built in, and a version asked for by name must be there. */
export function checkCatalogue(
  input: { catalogue?: string | undefined; catalogueVersions?: readonly { version: string }[] | undefined },
  context: z.core.$RefinementCtx,
): void {
  const names = ['v1', ...(input.catalogueVersions ?? []).map((version) => version.version)];
  const twice = names.findIndex((name, index) => names.indexOf(name) !== index);
  if (twice > 0) {
    context.addIssue({
      code: 'custom',
      path: ['catalogueVersions', twice - 1, 'version'],
      message: `目录版本名 ${names[twice]} 重复（内置版本名为 v1）`,
    });
  }
  if (input.catalogue !== undefined && !names.includes(input.catalogue)) {
    context.addIssue({
      code: 'custom',
      path: ['catalogue'],
      message: `须为以下目录版本之一：${names.join('、')}`,
    });
  }
}
