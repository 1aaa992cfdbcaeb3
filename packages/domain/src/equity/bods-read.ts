import { z } from 'zod';
import { parseInput } from '../kernel/problems.ts';
import {
  addressOf,
  zAnnotation,
  zCountry,
  zDay,
  zIdentifier,
  zJurisdiction,
  zMoment,
  zPartOfDate,
  zPublication,
  zSource,
  zUnspecified,
  zUri,
} from './bods-parts.ts';

const subtypesOf: Readonly<Record<string, readonly string[]>> = {
  arrangement: ['trust', 'nomination', 'other'],
  legalEntity: ['trust', 'other'],
  stateBody: ['governmentDepartment', 'stateAgency', 'other'],
};
const zEntityType = z
  .strictObject({
    type: z.enum([
      ...['registeredEntity', 'legalEntity', 'arrangement', 'anonymousEntity'],
      ...['unknownEntity', 'state', 'stateBody'],
    ] as const),
    subtype: z.enum(['governmentDepartment', 'stateAgency', 'other', 'trust', 'nomination']).optional(),
    details: z.string().optional(),
  })
  .refine((one) => one.subtype === undefined || (subtypesOf[one.type] ?? ['other']).includes(one.subtype), {
    path: ['subtype'],
    error: '与 type 不相符',
  });

const zListing = z.strictObject({
  marketIdentifierCode: z.string().optional(),
  operatingMarketIdentifierCode: z.string().optional(),
  stockExchangeJurisdiction: z.string().min(2).max(6),
  stockExchangeName: z.string(),
  security: z.strictObject({
    idScheme: z.enum(['isin', 'figi', 'cusip', 'cins']).optional(),
    id: z.string().optional(),
    ticker: z.string(),
  }),
});

const zEntity = z.strictObject({
  isComponent: z.boolean(),
  entityType: zEntityType,
  unspecifiedEntityDetails: zUnspecified.optional(),
  name: z.string().optional(),
  alternateNames: z.array(z.string()).optional(),
  jurisdiction: zJurisdiction.optional(),
  identifiers: z.array(zIdentifier).optional(),
  foundingDate: zDay.optional(),
  dissolutionDate: zDay.optional(),
  addresses: z.array(addressOf(['registered', 'business', 'alternative'])).optional(),
  uri: zUri.optional(),
  publicListing: z
    .strictObject({
      hasPublicListing: z.boolean(),
      companyFilingsURLs: z.array(zUri).optional(),
      securitiesListings: z.array(zListing).optional(),
    })
    .optional(),
  formedByStatute: z.strictObject({ name: z.string().optional(), date: zDay.optional() }).optional(),
});

const zPersonName = z.strictObject({
  type: z.enum(['legal', 'translation', 'transliteration', 'former', 'alternative', 'birth']).optional(),
  fullName: z.string(),
  familyName: z.string().optional(),
  givenName: z.string().optional(),
  patronymicName: z.string().optional(),
});
const zExposure = z.strictObject({
  status: z.enum(['isPep', 'isNotPep', 'unknown']),
  details: z
    .array(
      z.strictObject({
        reason: z.string().optional(),
        missingInfoReason: z.string().optional(),
        jurisdiction: zJurisdiction.optional(),
        startDate: zDay.optional(),
        endDate: zDay.optional(),
        source: zSource.optional(),
      }),
    )
    .optional(),
});
const zPerson = z.strictObject({
  isComponent: z.boolean(),
  personType: z.enum(['anonymousPerson', 'unknownPerson', 'knownPerson']),
  unspecifiedPersonDetails: zUnspecified.optional(),
  names: z.array(zPersonName).optional(),
  identifiers: z.array(zIdentifier).optional(),
  nationalities: z.array(zCountry).optional(),
  placeOfBirth: addressOf(['placeOfBirth']).optional(),
  birthDate: zPartOfDate.optional(),
  deathDate: zPartOfDate.optional(),
  taxResidencies: z.array(zCountry).optional(),
  addresses: z.array(addressOf(['residence', 'service', 'alternative'])).optional(),
  politicalExposure: zExposure.optional(),
});

const zPercent = z.number().min(0).max(100).optional();
const zInterest = z.strictObject({
  type: z
    .enum([
      ...['shareholding', 'votingRights', 'appointmentOfBoard', 'otherInfluenceOrControl'],
      ...['seniorManagingOfficial', 'settlor', 'trustee', 'protector', 'beneficiaryOfLegalArrangement'],
      ...['rightsToSurplusAssetsOnDissolution', 'rightsToProfitOrIncome', 'rightsGrantedByContract'],
      ...[
        'conditionalRightsGrantedByContract',
        'controlViaCompanyRulesOrArticles',
        'controlByLegalFramework',
      ],
      ...['boardMember', 'boardChair', 'unknownInterest', 'unpublishedInterest', 'enjoymentAndUseOfAssets'],
      ...['rightToProfitOrIncomeFromAssets', 'nominee', 'nominator'],
    ] as const)
    .optional(),
  directOrIndirect: z.enum(['direct', 'indirect', 'unknown']).optional(),
  beneficialOwnershipOrControl: z.boolean().optional(),
  details: z.string().optional(),
  share: z
    .strictObject({
      exact: zPercent,
      maximum: zPercent,
      minimum: zPercent,
      exclusiveMinimum: zPercent,
      exclusiveMaximum: zPercent,
    })
    .optional(),
  startDate: zDay.optional(),
  endDate: zDay.optional(),
});
const zParty = z.union([z.string(), zUnspecified]);
const zRelationship = z
  .strictObject({
    isComponent: z.boolean(),
    componentRecords: z.array(z.string()).optional(),
    subject: zParty,
    interestedParty: zParty,
    interests: z.array(zInterest).optional(),
  })
  .refine((one) => !one.isComponent || (one.componentRecords ?? []).length === 0, {
    path: ['componentRecords'],
    error: 'isComponent 为 true 时须为空',
  });

const common = {
  statementId: z.string().min(32).max(64),
  statementDate: zMoment,
  annotations: z.array(zAnnotation).optional(),
  publicationDetails: zPublication.optional(),
  source: zSource.optional(),
  declaration: z.string().optional(),
  declarationSubject: z.string(),
  recordId: z.string(),
  recordStatus: z.enum(['new', 'updated', 'closed']).optional(),
};
const zStatement = z.discriminatedUnion('recordType', [
  z.strictObject({ ...common, recordType: z.literal('entity'), recordDetails: zEntity }),
  z.strictObject({ ...common, recordType: z.literal('person'), recordDetails: zPerson }),
  z.strictObject({ ...common, recordType: z.literal('relationship'), recordDetails: zRelationship }),
]);
const zFile = z.array(zStatement);

/** A claim about an entity, a person or a relationship, as BODS 0.4 writes it. */
export type Statement = z.infer<typeof zStatement>;
export type EntityDetails = z.infer<typeof zEntity>;
export type RelationshipDetails = z.infer<typeof zRelationship>;
export type Interest = z.infer<typeof zInterest>;

/** One thing wrong with a file: where (the statement counted from 0, null for the whole file; the path within it), and what, in Chinese. */
export type BodsProblem = {
  readonly statement: number | null;
  readonly path: string;
  readonly code: string;
  readonly message: string;
};

function placed(problem: { code: string; path: string; message: string }): BodsProblem {
  const [first = '', ...rest] = problem.path.split('.');
  const path = rest.join('.');
  const message = problem.message.replace(/^(字段 [^：]*|输入)：/, '');
  return { statement: /^\d+$/.test(first) ? Number(first) : null, path, code: 'SCHEMA', message };
}

/**
 * Reads a file of BODS 0.4 strictly: all that its schema demands, and no field that it does not name. The rules that
 * the standard has in prose only are {@link import('./bods-lifecycle.ts').lifecycleProblems}.
 */
export function readBods(
  value: unknown,
): { ok: true; statements: readonly Statement[] } | { ok: false; problems: readonly BodsProblem[] } {
  const parsed = parseInput(zFile, value);
  return parsed.ok
    ? { ok: true, statements: parsed.value }
    : { ok: false, problems: parsed.problems.map(placed) };
}
