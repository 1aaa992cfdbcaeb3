import { Button, Card, Flex, Table, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { Amount } from '../../components/amount.tsx';
import { ReceiptForm } from '../../components/receipt-form.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ChoiceField } from './act-fields.tsx';
import type { Encumbrance, Story } from './story-data.ts';

type Step = Encumbrance['mayStep'][number];

function StepForm({ of, today, onDone }: { of: Encumbrance; today: string; onDone: () => void }) {
  const t = useText();
  const code = useCode();
  const [kind, setKind] = useState<Step | null>(of.mayStep[0] ?? null);
  return (
    <section aria-label={t('assetActs.step')} data-testid="step-form">
      <Typography.Paragraph strong>
        {t('assetActs.stepTitle', { kind: code('encumbrance', of.kind), holder: of.holder })}
      </Typography.Paragraph>
      <ChoiceField<Step>
        id="step-kind"
        label={t('assetActs.step')}
        value={kind}
        options={of.mayStep.map((value) => ({ value, label: code('encumbranceStep', value) }))}
        onChange={setKind}
      />
      <ReceiptForm id="step-on" label="assetActs.on" paper={t('assetActs.paper')} max={today}>
        {(typed) => (
          <Flex gap={8}>
            <ActButton
              type="primary"
              disabled={typed === null || kind === null}
              mutation={trpc.assets.encumbranceStep.mutationOptions()}
              input={{
                encumbranceId: of.id,
                kind: kind ?? 'released',
                on: typed?.on ?? '',
                document: typed?.document ?? '',
              }}
              onDone={onDone}
            >
              {t('assetActs.saveStep')}
            </ActButton>
            <Button onClick={onDone}>{t('assetActs.close')}</Button>
          </Flex>
        )}
      </ReceiptForm>
    </section>
  );
}

function StateOf({ of }: { of: Encumbrance }) {
  const t = useText();
  const code = useCode();
  const steps = [
    ['notified', of.notifiedOn],
    ['consented', of.consentedOn],
    ['released', of.releasedOn],
  ] as const;
  return (
    <Flex wrap gap={4}>
      {of.releasedOn === null && <Tag color="error">{t('assetActs.standing')}</Tag>}
      {steps.map(([kind, on]) =>
        on === null ? null : (
          <Tag key={kind} color={kind === 'notified' ? 'processing' : 'success'}>
            {code('encumbranceStep', kind)} {on}
          </Tag>
        ),
      )}
      {of.barsTransfer && <Tag>{t('assetActs.barsTransfer')}</Tag>}
      {of.barRegistered && <Tag>{t('assetActs.barRegistered')}</Tag>}
      {of.inherited && <Tag>{t('assetActs.inherited')}</Tag>}
    </Flex>
  );
}

/** What limits the right in the asset, each with its holder, its state and the paper it is on. */
export function EncumbranceCard({ story }: { story: Story }) {
  const t = useText();
  const code = useCode();
  const [step, setStep] = useState<string | null>(null);
  const chosen = story.encumbrances.find(({ id }) => id === step);
  const mayStep = (of: Encumbrance): boolean =>
    story.may.encumber &&
    of.mayStep.length > 0 &&
    (story.may.encumberAll || ['seizure', 'dispute'].includes(of.kind));
  return (
    <Card title={t('assetActs.encumbrances')} data-testid="encumbrances">
      {story.encumbrances.length === 0 ? (
        <Typography.Text type="secondary">{t('assetActs.noEncumbrances')}</Typography.Text>
      ) : (
        <Table<Encumbrance>
          rowKey="id"
          size="small"
          pagination={false}
          scroll={{ x: 680 }}
          dataSource={story.encumbrances}
          columns={[
            {
              title: t('assetActs.kind'),
              className: 'nowrap',
              render: (_, of) => code('encumbrance', of.kind),
            },
            {
              title: t('assetActs.holder'),
              render: (_, of) => (
                <>
                  {of.holder}{' '}
                  <a href={`/documents/${of.paper.digest}`} download>
                    {of.paper.name}
                  </a>
                </>
              ),
            },
            {
              title: t('assetActs.secured'),
              align: 'right',
              render: (_, of) => <Amount value={of.amount} />,
            },
            { title: t('assetActs.from'), dataIndex: 'validFrom', className: 'nowrap' },
            { title: t('assetActs.state'), render: (_, of) => <StateOf of={of} /> },
            {
              title: '',
              render: (_, of) =>
                mayStep(of) ? (
                  <Button size="small" onClick={() => setStep(of.id)}>
                    {t('assetActs.step')}
                  </Button>
                ) : null,
            },
          ]}
        />
      )}
      {chosen !== undefined && mayStep(chosen) && (
        <div style={{ marginTop: 16 }}>
          <StepForm key={chosen.id} of={chosen} today={story.today} onDone={() => setStep(null)} />
        </div>
      )}
    </Card>
  );
}
