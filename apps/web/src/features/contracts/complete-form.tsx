import { displayYuan } from '@guanyun/domain/kernel/money.ts';
import { Button, Card, Col, Form, Input, Row, Select, Typography } from 'antd';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type CompletionForm, completionFromForm, costSum, formedClasses, isComplete } from './completion.ts';
import { MoneyField, useAmountRule } from './money-field.tsx';

function AssetRow({ row, onRemove }: { row: number; onRemove: (() => void) | null }) {
  const t = useText();
  const needed = [{ required: true, message: t('contracts.needed') }];
  const amountRule = useAmountRule();
  const classes = formedClasses.map((value) => ({ value, label: t(`contracts.class.${value}`) }));
  return (
    <Card size="small" type="inner" style={{ marginBottom: 12 }}>
      <Row gutter={12}>
        <Col xs={24} md={10}>
          <Form.Item name={[row, 'name']} label={t('contracts.assetName')} rules={needed}>
            <Input maxLength={120} autoComplete="off" />
          </Form.Item>
        </Col>
        <Col xs={24} md={6}>
          <Form.Item name={[row, 'class']} label={t('contracts.assetClass')} rules={needed}>
            <Select options={classes} />
          </Form.Item>
        </Col>
        <Col xs={24} md={8}>
          <MoneyField
            name={[row, 'cost']}
            path={['assets', row, 'cost']}
            label={t('contracts.assetCost')}
            required
          />
        </Col>
        <Col xs={12} md={10}>
          <Form.Item name={[row, 'area']} label={t('contracts.assetArea')} rules={[amountRule]}>
            <Input inputMode="decimal" autoComplete="off" />
          </Form.Item>
        </Col>
        <Col xs={12} md={8}>
          <MoneyField
            name={[row, 'monthlyDepreciation']}
            path={['assets', row, 'monthlyDepreciation']}
            label={t('contracts.assetMonthly')}
          />
        </Col>
        {onRemove !== null && (
          <Col xs={24} md={6}>
            <Button style={{ marginTop: 30 }} onClick={onRemove}>
              {t('contracts.removeAsset')}
            </Button>
          </Col>
        )}
      </Row>
    </Card>
  );
}

function Sum() {
  const t = useText();
  const assets = Form.useWatch<CompletionForm['assets'] | undefined>('assets');
  const sum = costSum((assets ?? []).map((asset) => asset?.cost));
  return (
    <Typography.Text strong>
      {t('contracts.assetSum')} {displayYuan(sum, 'yuan')}
    </Typography.Text>
  );
}

/** Completion of a contract: every asset it formed, registered in one act. */
export function CompleteForm({ contractId, today }: { contractId: string; today: string }) {
  const t = useText();
  const [form] = Form.useForm<CompletionForm>();
  const values = Form.useWatch<CompletionForm | undefined>([], form);
  const initial = { completedOn: today, assets: [{ name: '', class: 'plant', cost: '' }] } as const;
  return (
    <Card title={t('contracts.completeTitle')}>
      <Typography.Paragraph type="secondary">{t('contracts.completeHint')}</Typography.Paragraph>
      <Form<CompletionForm> form={form} layout="vertical" initialValues={initial}>
        <Form.Item
          name="completedOn"
          label={t('contracts.completedOn')}
          rules={[{ required: true, message: t('contracts.needed') }]}
        >
          <Input type="date" style={{ maxWidth: 220 }} />
        </Form.Item>
        <Form.List name="assets">
          {(rows, { add, remove }) => (
            <>
              {rows.map((row) => (
                <AssetRow
                  key={row.key}
                  row={row.name}
                  onRemove={rows.length > 1 ? () => remove(row.name) : null}
                />
              ))}
              <Button onClick={() => add({ name: '', class: 'plant', cost: '' })}>
                {t('contracts.addAsset')}
              </Button>
            </>
          )}
        </Form.List>
        <p>
          <Sum />
        </p>
        <ActButton
          type="primary"
          disabled={!isComplete(values)}
          confirm={t('contracts.completeConfirm')}
          mutation={trpc.contracts.complete.mutationOptions()}
          input={{
            id: contractId,
            ...completionFromForm(isComplete(values) ? values : { completedOn: today, assets: [] }),
          }}
        >
          {t('contracts.complete')}
        </ActButton>
      </Form>
    </Card>
  );
}
