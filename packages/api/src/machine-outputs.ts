import { assetClasses } from '@guanyun/domain/assets/asset-class.ts';
import { z } from 'zod';

/** What procedures answer to machines, as it goes over the wire: strict, so that a new field is a new version of the document. */
const zRef = z.strictObject({ id: z.uuid(), name: z.string() });
const zNameStatus = z.enum(['known', 'tentative', 'unknown']);
const zOrganization = zRef.extend({ nameStatus: zNameStatus });
const zAmount = z
  .string()
  .regex(/^-?\d+\.\d{2}$/)
  .describe('元，两位小数 / yuan, two decimals');
const zDate = z.iso.date();
const zClass = z.enum(assetClasses);
const page = <I extends z.ZodType, C extends z.ZodType>(item: I, cursor: C) =>
  z.strictObject({ items: z.array(item), nextCursor: cursor.nullable() });

const amounts = { cost: zAmount, depreciation: zAmount, impairment: zAmount, net: zAmount };
const zPart = z.enum(['assets', 'public_benefit', 'debts']);
const zParts = z.array(z.strictObject({ part: zPart, items: z.int(), ...amounts }));

const zStatementTable = z.strictObject({
  asOf: zDate,
  knownOn: zDate.nullable(),
  rows: z.array(
    z.strictObject({
      ...{ cluster: zRef, organization: zOrganization, class: zClass, part: zPart, items: z.int() },
      ...amounts,
    }),
  ),
  clusters: z.array(z.strictObject({ of: zRef, parts: zParts })),
  companies: z.array(z.strictObject({ of: zOrganization, parts: zParts })),
  total: zParts,
});

const flows = {
  ...{ formed: zAmount, toTransfer: zAmount, inTransfer: zAmount, transferred: zAmount },
  publicBenefit: zAmount,
  count: z.int(),
};
const zStatement = z.strictObject({
  asOf: zDate,
  knownOn: zDate.nullable(),
  clusters: z.array(
    z.strictObject({ ...zRef.shape, code: z.string(), operator: zOrganization.nullable(), ...flows }),
  ),
  total: z.strictObject(flows),
});

const zAssets = page(
  z.strictObject({
    ...{ id: z.uuid(), code: z.string(), name: z.string(), class: zClass, cluster: zRef },
    ...{ owner: zOrganization, titleOwner: zOrganization, bookOwner: zOrganization },
    custodyOwner: zOrganization,
    ...{ cost: zAmount, depreciation: zAmount, net: zAmount },
    state: z.enum(['held', 'in_transfer', 'transferred']),
    ...{ publicBenefit: z.boolean(), formedOn: zDate },
  }),
  z.string(),
);
const zStatementAssets = page(
  z.strictObject({ id: z.uuid(), code: z.string(), name: z.string(), formedOn: zDate, ...amounts }),
  z.string(),
);

const zBook = z.enum(['financial', 'budget']);
const voucher = {
  ...{ id: z.uuid(), number: z.string(), organization: zOrganization, book: zBook, on: zDate },
  ...{ summary: z.string(), total: zAmount },
};
const zVouchers = page(
  z.strictObject(voucher),
  z.strictObject({ on: zDate, number: z.string(), id: z.uuid() }),
);
const zVoucher = z.strictObject({
  ...voucher,
  orderId: z.uuid().nullable(),
  lines: z.array(
    z.strictObject({
      ...{ account: z.string(), accountName: z.string().nullable(), memo: z.string() },
      ...{ debit: zAmount.nullable(), credit: zAmount.nullable() },
    }),
  ),
});

const zCompanies = z.array(
  z.strictObject({
    ...{ id: z.uuid(), code: z.string(), name: z.string(), kind: z.string(), form: z.string().nullable() },
    ...{ tier: z.int().nullable(), nameStatus: zNameStatus, uscc: z.string().nullable() },
    source: z.enum(['source', 'illustrative', 'entered']),
    cluster: zRef.nullable(),
  }),
);
const zClusters = z.array(
  z.strictObject({ ...zRef.shape, code: z.string(), from: zDate, operator: zOrganization.nullable() }),
);
const zOrders = z.array(
  z.strictObject({
    ...{ id: z.uuid(), number: z.string(), warrantId: z.uuid(), from: zOrganization },
    ...{ to: z.array(zOrganization), clusters: z.array(zRef) },
    state: z.enum(['counting', 'signed', 'booked', 'closed']),
    ...{ lines: z.int(), waiting: z.int(), net: zAmount, openedOn: zDate },
  }),
);
const zGroups = z.array(z.strictObject({ id: z.uuid(), name: z.string(), periods: z.array(zDate) }));

/** What is open to machines, with what it answers. */
export const machineOutputs = {
  'accounting.vouchers': zVouchers,
  'accounting.voucher': zVoucher,
  'assets.list': zAssets,
  'assets.orders': zOrders,
  'assets.statement': zStatement,
  'assets.statementTable': zStatementTable,
  'assets.statementAssets': zStatementAssets,
  'assets.enterLedger': z.strictObject({ entryId: z.uuid() }),
  'equity.groupAccountsList': zGroups,
  'organizations.clusters': zClusters,
  'organizations.companies': zCompanies,
} as const satisfies Record<string, z.ZodType>;
