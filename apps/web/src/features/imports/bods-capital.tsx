import { Alert, Button, Flex, Form, Input } from 'antd';
import { useText } from '../../texts/text.ts';
import { CompanyName } from './bods-result.tsx';
import type { BodsPreview, Capital } from './import-data.ts';

type Field = { readonly registered?: string; readonly paid?: string };
type Fields = { readonly [companyId: string]: Field };

const yuan = /^(0|[1-9]\d{0,17})(\.\d{1,2})?$/;
const twoPlaces = (text: string): string => {
  const [whole = '', cents = ''] = text.split('.');
  return `${whole}.${cents.padEnd(2, '0')}`;
};

/** The capital of companies of which a file gives percentages only: asked for, never guessed. */
export function BodsCapital({
  companies,
  onFilled,
}: {
  readonly companies: BodsPreview['companies'];
  readonly onFilled: (capital: readonly Capital[]) => void;
}) {
  const t = useText();
  const rules = [{ required: true, pattern: yuan, message: t('imports.bodsYuan') }];
  const fill = (fields: Fields): void =>
    onFilled(
      companies.map(({ company }) => ({
        companyId: company.id,
        registered: twoPlaces(fields[company.id]?.registered ?? ''),
        paid: twoPlaces(fields[company.id]?.paid ?? ''),
      })),
    );
  return (
    <Flex vertical gap={12}>
      {companies.some((one) => one.on === null) && (
        <Alert
          type="warning"
          showIcon
          title={t('imports.bodsCapital')}
          description={t('imports.bodsCapitalHint')}
        />
      )}
      <Form<Fields> layout="vertical" onFinish={fill}>
        {companies.map(({ company }) => (
          <Flex key={company.id} gap={12} wrap align="end">
            <Form.Item
              label={
                <span>
                  <CompanyName company={company} /> · {t('imports.bodsRegistered')}
                </span>
              }
              name={[company.id, 'registered']}
              rules={rules}
            >
              <Input inputMode="decimal" />
            </Form.Item>
            <Form.Item label={t('imports.bodsPaidIn')} name={[company.id, 'paid']} rules={rules}>
              <Input inputMode="decimal" />
            </Form.Item>
          </Flex>
        ))}
        <Button htmlType="submit">{t('imports.bodsRecheck')}</Button>
      </Form>
    </Flex>
  );
}
