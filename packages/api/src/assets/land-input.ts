import {
  landAcquisitions,
  landFactFields,
  landFactKinds,
  releaseWays,
} from '@guanyun/domain/assets/land-line.ts';
import { landStates } from '@guanyun/domain/assets/land-state.ts';
import { z } from 'zod';
import { incomingYuan, zDay, zDigest, zId, zOpinion, zRequestId, zText, zYuan } from '../kernel/input.ts';

/** Square metres, two places: the same form as an amount. */
const zArea = zYuan;
const zFigure = z.string().refine((text) => (incomingYuan(text) ?? -1n) >= 0n, {
  error: '须为不小于零的金额，两位小数',
});

export const zLandLedger = z.strictObject({
  asOf: zDay.optional(),
  from: zDay.optional(),
  to: zDay.optional(),
  clusterId: zId.optional(),
  state: z.enum(landStates).optional(),
});
export const zLandParcel = z.strictObject({ id: zId, asOf: zDay.optional() });
export const zLandAssets = z.strictObject({ clusterId: zId });

export const zRegisterLand = z
  .strictObject({
    requestId: zRequestId,
    clusterId: zId,
    name: zText,
    parcelNo: zText,
    assetId: zId.nullable(),
    holderId: zId.nullable(),
    holderName: zText.nullable(),
    acquired: z.enum(landAcquisitions),
    area: zArea,
    price: zYuan,
    grantedOn: zDay,
    startBy: zDay,
    completeBy: zDay,
    requiredInvestment: zYuan.nullable(),
    investmentPerMu: zYuan.nullable(),
    taxPerMu: zYuan.nullable(),
    document: zDigest,
  })
  .refine(({ holderId, holderName }) => (holderId === null) !== (holderName === null), {
    error: '用地单位须为本区公司，或填写名称，二者取一',
    path: ['holderName'],
  });

const fields = ['area', 'amount', 'startBy', 'completeBy', 'way', 'corrects'] as const;

export const zRecordLandFact = z
  .strictObject({
    requestId: zRequestId,
    parcelId: zId,
    kind: z.enum(landFactKinds),
    day: zDay,
    area: zArea.nullable(),
    amount: zFigure.nullable(),
    startBy: zDay.nullable(),
    completeBy: zDay.nullable(),
    way: z.enum(releaseWays).nullable(),
    note: zOpinion,
    corrects: zId.nullable(),
    document: zDigest,
  })
  .superRefine((fact, context) => {
    const wanted = landFactFields[fact.kind];
    const wrong = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    for (const field of fields) {
      // Any entry may correct an earlier one of its kind.
      const need = wanted[field] ?? (field === 'corrects' ? 'optional' : undefined);
      if (need === undefined && fact[field] !== null) wrong(field, '这类记录没有此项');
      if (need === 'required' && fact[field] === null) wrong(field, '必填');
    }
    if (wanted.note === 'required' && fact.note === '') wrong('note', '必填');
    if (fact.kind === 'progress' && fact.area === null && fact.amount === null)
      wrong('area', '面积、投资至少填一项');
    if (['fee', 'fee_paid'].includes(fact.kind) && fact.amount === '0.00') wrong('amount', '须大于零');
  });
