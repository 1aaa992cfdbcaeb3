import { z } from 'zod';
import { tryLocalDate } from '../kernel/local-date.ts';

/** The parts that several kinds of statement of BODS 0.4 (Beneficial Ownership Data Standard) are made of. */

const dateTime =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
const isDay = (text: string): boolean => tryLocalDate(text) !== null;

/** `2026-01-31`, a day that exists. */
export const zDay = z.string().refine(isDay, { error: '须为真实存在的日期，写作 2026-01-31' });
/** A day, or a moment of RFC 3339 with its offset. */
export const zMoment = z.string().refine((text) => isDay(text) || isDay(dateTime.exec(text)?.[1] ?? ''), {
  error: '须为日期（2026-01-31）或带时区的时刻（2026-01-31T09:00:00+08:00）',
});
const uri = /^[a-z][a-z0-9+.-]*:(\/\/[^\s/?#<>"{}|\\^`]+)?([^\s<>"{}|\\^`%]|%[0-9a-f]{2})*$/i;
export const zUri = z
  .string()
  .refine((text) => uri.test(text) && !text.endsWith(':') && /^[!-~]*$/.test(text), {
    error: '须为完整的网址（URI），如 https://example.org/a',
  });
/** Part of a birth or death date: a year, a month or a day. */
export const zPartOfDate = z
  .string()
  .refine((text) => /^\d{4}(-(1[0-2]|0[1-9]))?$/.test(text) || isDay(text), {
    error: '须写作 2026、2026-01 或 2026-01-31',
  });

export const zCountry = z.strictObject({ name: z.string(), code: z.string().length(2).optional() });
export const zJurisdiction = z.strictObject({ name: z.string(), code: z.string().min(2).max(6).optional() });

/** An address with one of the functions that it may have there. */
export const addressOf = <T extends string>(types: readonly [T, ...T[]]) =>
  z.strictObject({
    type: z.enum(types).optional(),
    address: z.string().optional(),
    postCode: z.string().optional(),
    country: zCountry.optional(),
  });

export const zIdentifier = z
  .strictObject({
    id: z.string().optional(),
    scheme: z.string().optional(),
    schemeName: z.string().optional(),
    uri: zUri.optional(),
  })
  .refine((one) => one.scheme !== undefined || one.schemeName !== undefined, {
    error: 'scheme 与 schemeName 至少写一项',
  });

export const zUnspecified = z.strictObject({
  reason: z.enum([
    'noBeneficialOwners',
    'subjectUnableToConfirmOrIdentifyBeneficialOwner',
    'interestedPartyHasNotProvidedInformation',
    'subjectExemptFromDisclosure',
    'interestedPartyExemptFromDisclosure',
    'unknown',
    'informationUnknownToPublisher',
  ]),
  description: z.string().optional(),
});

const zAgent = z.strictObject({ name: z.string().optional(), uri: zUri.optional() });
export const zSource = z.strictObject({
  type: z
    .array(z.enum(['selfDeclaration', 'officialRegister', 'thirdParty', 'primaryResearch', 'verified']))
    .optional(),
  description: z.string().optional(),
  url: zUri.optional(),
  retrievedAt: zMoment.optional(),
  assertedBy: z.array(zAgent).optional(),
});

export const zAnnotation = z
  .strictObject({
    statementPointerTarget: z.string(),
    creationDate: zMoment.optional(),
    createdBy: zAgent.optional(),
    motivation: z.enum(['commenting', 'correcting', 'identifying', 'linking', 'transformation']),
    description: z.string().optional(),
    transformedContent: z.string().optional(),
    url: zUri.optional(),
  })
  .refine((one) => one.motivation !== 'linking' || one.url !== undefined, {
    path: ['url'],
    error: 'motivation 为 linking 时必填',
  })
  .refine((one) => one.motivation === 'transformation' || (one.transformedContent ?? '') === '', {
    path: ['transformedContent'],
    error: '只在 motivation 为 transformation 时填写',
  });

export const zPublication = z.strictObject({
  publicationDate: zMoment,
  bodsVersion: z.string().regex(/^(\d+\.)(\d+)$/),
  license: zUri.optional(),
  publisher: z
    .strictObject({ name: z.string().optional(), url: zUri.optional() })
    .refine((one) => one.name !== undefined || one.url !== undefined, { error: 'name 与 url 至少写一项' }),
});
