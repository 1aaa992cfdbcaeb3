import { Input, Select, Table, Tag } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Route } from './matter-data.ts';
import type { StepEntry } from './proposal-draft.ts';

type Step = Route['prerequisites'][number];
type Steps = Record<string, StepEntry>;
/** Resolutions have a result; reports have the day they stand on. */
const resolved: readonly string[] = ['PARTY', 'MGMT', 'BOARD', 'SH', 'SWC'];
const based: readonly string[] = ['AUDIT', 'APPR'];

/** The steps before the proposal: the day of each, its result, and the day its figures stand on. */
export function PriorSteps({
  asked,
  steps,
  onChange,
}: {
  asked: readonly Step[];
  steps: Steps;
  onChange: (steps: Steps) => void;
}) {
  const t = useText();
  const code = useCode();
  const set = (step: string, part: StepEntry): void =>
    onChange({ ...steps, [step]: { ...steps[step], ...part } });
  return (
    <Table<Step>
      rowKey="code"
      size="small"
      pagination={false}
      scroll={{ x: 620 }}
      dataSource={[...asked]}
      onRow={(step) => ({ 'data-testid': `row-${step.code}` }) as object}
      columns={[
        { title: t('matters.step'), render: (_, step) => code('step', step.code) },
        {
          title: t('matters.need'),
          width: 90,
          render: (_, step) => (
            <Tag color={step.need === 'required' ? 'blue' : 'default'}>{t(`matters.${step.need}`)}</Tag>
          ),
        },
        {
          title: t('matters.date'),
          width: 160,
          render: (_, step) => (
            <Input
              type="date"
              aria-label={t('matters.dateOf', { step: code('step', step.code) })}
              value={steps[step.code]?.heldOn ?? ''}
              onChange={(event) => set(step.code, { heldOn: event.target.value })}
            />
          ),
        },
        {
          title: t('matters.outcome'),
          width: 120,
          render: (_, step) =>
            resolved.includes(step.code) && (
              <Select<string>
                allowClear
                style={{ width: '100%' }}
                aria-label={t('matters.outcomeOf', { step: code('step', step.code) })}
                value={steps[step.code]?.outcome || null}
                onChange={(outcome: string | undefined) => set(step.code, { outcome: outcome ?? '' })}
                options={(['approved', 'heard', 'rejected'] as const).map((value) => ({
                  value,
                  label: t(`matters.outcome.${value}`),
                }))}
              />
            ),
        },
        {
          title: t('matters.baseDate'),
          width: 160,
          render: (_, step) =>
            based.includes(step.code) && (
              <Input
                type="date"
                aria-label={t('matters.baseDateOf', { step: code('step', step.code) })}
                value={steps[step.code]?.baseDate ?? ''}
                onChange={(event) => set(step.code, { baseDate: event.target.value })}
              />
            ),
        },
      ]}
    />
  );
}
