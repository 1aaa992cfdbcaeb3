import { type LandFactKind, landFactFields, releaseWays } from '@guanyun/domain/assets/land-line.ts';
import { Alert, Card, Flex, Form, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { TextField } from '../../components/text-field.tsx';
import { yuanFromText } from '../../components/yuan-text.ts';
import { type TextKey, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { factGroups, figureFromText, type LandFactShown, type LandParcelShown } from './land-data.ts';

const empty = { area: '', amount: '', startBy: '', completeBy: '', way: '', note: '' };
type Typed = typeof empty;

const amountLabels: Partial<Record<LandFactKind, TextKey>> = {
  output_review: 'land.tax',
  fee: 'land.feeAmount',
  fee_paid: 'land.paidAmount',
};

function Fields(props: { kind: LandFactKind; typed: Typed; change: (part: Partial<Typed>) => void }) {
  const t = useText();
  const { kind, typed, change } = props;
  const fields = landFactFields[kind];
  const field = (key: 'area' | 'amount' | 'startBy' | 'completeBy', label: TextKey, wrong: TextKey | null) =>
    fields[key] === undefined ? null : (
      <TextField
        {...{ id: `fact-${key}`, label, value: typed[key], required: fields[key] === 'required', wrong }}
        type={key === 'area' || key === 'amount' ? 'decimal' : 'date'}
        onChange={(text) => change({ [key]: text })}
      />
    );
  const bad = (text: string, parsed: string | null) => text !== '' && parsed === null;
  const badArea = bad(typed.area, yuanFromText(typed.area)) ? 'land.bad' : null;
  const badAmount = bad(typed.amount, figureFromText(typed.amount)) ? 'land.badFigure' : null;
  return (
    <Flex wrap gap={16}>
      {field('area', kind === 'released' ? 'land.releasedArea' : 'land.startedArea', badArea)}
      {field('amount', amountLabels[kind] ?? 'land.invested', badAmount)}
      {field('startBy', 'land.newStart', null)}
      {field('completeBy', 'land.newCompletion', null)}
      {fields.way !== undefined && (
        <Form.Item label={t('land.way')} htmlFor="fact-way" layout="vertical" required>
          <Select
            id="fact-way"
            aria-label={t('land.way')}
            style={{ width: 180 }}
            value={typed.way === '' ? null : typed.way}
            options={releaseWays.map((value) => ({ value, label: t(`landWay.${value}`) }))}
            onChange={(way: string | null) => change({ way: way ?? '' })}
          />
        </Form.Item>
      )}
      <TextField
        {...{ id: 'fact-note', label: 'land.note', value: typed.note, required: fields.note === 'required' }}
        onChange={(note) => change({ note })}
      />
    </Flex>
  );
}

/** What is typed as the server takes it; null while something is lacking or wrong. */
function factOf(kind: LandFactKind, typed: Typed) {
  const fields = landFactFields[kind];
  const part = <T,>(key: keyof Typed, parse: (text: string) => T | null): T | null =>
    key in fields && typed[key] !== '' ? parse(typed[key]) : null;
  const same = (text: string): string => text;
  const fact = {
    kind,
    area: part('area', yuanFromText),
    amount: part('amount', figureFromText),
    startBy: part('startBy', same),
    completeBy: part('completeBy', same),
    way: part('way', (text) => releaseWays.find((way) => way === text) ?? null),
    note: typed.note.trim(),
  };
  const wrong = (['area', 'amount'] as const).some(
    (key) => key in fields && typed[key] !== '' && fact[key] === null,
  );
  const lacking = (['area', 'amount', 'startBy', 'completeBy', 'way'] as const).some(
    (key) => fields[key] === 'required' && fact[key] === null,
  );
  const silent = fields.note === 'required' && fact.note === '';
  return wrong || lacking || silent ? null : fact;
}

export type Correcting = { readonly fact: LandFactShown; readonly withdraw: boolean } | null;

function typedOf(correcting: Correcting): Typed {
  if (correcting === null || correcting.withdraw) return empty;
  const { area, amount, startBy, completeBy, way, note } = correcting.fact;
  return {
    ...{ area: area ?? '', amount: amount ?? '', startBy: startBy ?? '', completeBy: completeBy ?? '' },
    ...{ way: way ?? '', note },
  };
}

/** Adds an entry to the line, with its day and paper; or corrects or withdraws one that stands. */
export function LandFactForm({
  parcel,
  correcting,
  onDone,
}: {
  readonly parcel: LandParcelShown;
  readonly correcting: Correcting;
  readonly onDone: () => void;
}) {
  const t = useText();
  const of = correcting?.fact;
  const fixed = correcting === null ? null : correcting.withdraw ? 'withdrawn' : correcting.fact.kind;
  const [chosen, setChosen] = useState<LandFactKind>('started');
  const [typed, setTyped] = useState(() => typedOf(correcting));
  const kind = fixed ?? chosen;
  const fact = factOf(kind, typed);
  const about = of === undefined ? null : { day: of.day, kind: t(`landFact.${of.kind}`) };
  return (
    <Card title={t('land.record')} data-testid="land-fact-form">
      {about !== null && (
        <Alert
          type="warning"
          style={{ marginBottom: 12 }}
          title={t(correcting?.withdraw === true ? 'land.withdrawing' : 'land.correcting', about)}
        />
      )}
      {fixed === null && (
        <Form.Item label={t('land.fact')} htmlFor="fact-kind" layout="vertical" required>
          <Select
            id="fact-kind"
            aria-label={t('land.fact')}
            showSearch={{ optionFilterProp: 'label' }}
            listHeight={420}
            style={{ width: 300, maxWidth: '100%' }}
            value={chosen}
            options={factGroups.map(([label, kinds]) => ({
              label: t(label),
              options: kinds.map((value) => ({ value, label: t(`landFact.${value}`) })),
            }))}
            onChange={(next: LandFactKind) => {
              setChosen(next);
              setTyped(empty);
            }}
          />
        </Form.Item>
      )}
      <Fields kind={kind} typed={typed} change={(part) => setTyped((before) => ({ ...before, ...part }))} />
      <ReceiptForm id="factDay" label="land.day" paper={t('land.paperOf')} max={parcel.today}>
        {(receipt) => (
          <ActButton
            type="primary"
            disabled={receipt === null || fact === null}
            mutation={trpc.assets.recordLandFact.mutationOptions()}
            input={{
              ...(fact ?? {
                kind,
                area: null,
                amount: null,
                startBy: null,
                completeBy: null,
                way: null,
                note: '',
              }),
              ...{ parcelId: parcel.id, day: receipt?.on ?? '', document: receipt?.document ?? '' },
              corrects: of?.id ?? null,
            }}
            onDone={onDone}
          >
            {t('land.recordSave')}
          </ActButton>
        )}
      </ReceiptForm>
    </Card>
  );
}
