import { Button, Card, Flex, Form, Input, Select } from 'antd';
import { useText } from '../../texts/text.ts';
import { MoneyField } from './money-field.tsx';
import type { FundKind } from './question.ts';

const kinds: readonly FundKind[] = ['budget', 'fiscal_repaid_loan', 'state_enterprise', 'private'];

/** The funding of a contract, one row a source; the rule adds up those with a budget document. */
export function FundSources() {
  const t = useText();
  return (
    <Form.List name="fundSources">
      {(rows, { add, remove }) => (
        <Card size="small" type="inner" title={t('contracts.askFunds')} style={{ marginBottom: 16 }}>
          {rows.map((row) => (
            <Flex key={row.key} gap={12} wrap align="start">
              <Form.Item
                name={[row.name, 'kind']}
                label={t('contracts.fundKind')}
                style={{ flex: '1 1 150px' }}
              >
                <Select options={kinds.map((value) => ({ value, label: t(`contracts.${value}`) }))} />
              </Form.Item>
              <div style={{ flex: '1 1 170px' }}>
                <MoneyField
                  name={[row.name, 'amount']}
                  path={['fundSources', row.name, 'amount']}
                  label={t('contracts.fundAmount')}
                  required
                />
              </div>
              <Form.Item
                name={[row.name, 'budgetDoc']}
                label={t('contracts.fundDoc')}
                style={{ flex: '1 1 170px' }}
              >
                <Input autoComplete="off" />
              </Form.Item>
              {rows.length > 1 && (
                <Button style={{ marginTop: 30 }} onClick={() => remove(row.name)}>
                  {t('contracts.removeFund')}
                </Button>
              )}
            </Flex>
          ))}
          <Button onClick={() => add({ kind: 'budget', amount: '' })}>{t('contracts.addFund')}</Button>
        </Card>
      )}
    </Form.List>
  );
}
