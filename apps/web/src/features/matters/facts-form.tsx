import { displayYuan, parseYuan } from '@guanyun/domain/kernel/money.ts';
import { useQuery } from '@tanstack/react-query';
import { Button, Card, Col, Form, type FormInstance, Input, Radio, Row, Select } from 'antd';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AssetPicker } from './asset-picker.tsx';
import type { Organization } from './matter-data.ts';
import { type Facts, isShare } from './proposal-draft.ts';
import { yuanFromText } from './yuan-text.ts';

type Choice = { value: string; label: string };

/** Bodies and offices that hold no equity. */
const bodies: ReadonlySet<string> = new Set(['committee', 'committee_office', 'party_committee']);

/** Organisations by name; those whose name is tentative or unknown say so. */
function useOrganizations(): { companies: Choice[]; holders: Choice[] } {
  const t = useText();
  const { data = [] } = useQuery(trpc.organizations.companies.queryOptions());
  const label = ({ code, name, nameStatus }: Organization): string => {
    if (name === '') return t('matters.nameless', { code });
    return nameStatus === 'tentative' && !name.includes('暂定') ? t('matters.tentative', { name }) : name;
  };
  const choices = (of: readonly Organization[]): Choice[] =>
    of.map((one) => ({ value: one.id, label: label(one) }));
  return {
    companies: choices(data.filter((one) => one.kind === 'company')),
    holders: choices(data.filter((one) => !bodies.has(one.kind))),
  };
}

const useNeeded = () => {
  const t = useText();
  return [{ required: true, message: t('matters.needed') }];
};

function Party({ name, label, options }: { name: keyof Facts; label: string; options: Choice[] }) {
  const t = useText();
  return (
    <Col xs={24} sm={12}>
      <Form.Item name={name} label={label} rules={useNeeded()}>
        <Select
          options={options}
          placeholder={t('matters.choose')}
          showSearch={{ optionFilterProp: 'label' }}
        />
      </Form.Item>
    </Col>
  );
}

function Amount() {
  const t = useText();
  const typed: unknown = Form.useWatch('amount');
  const yuan = typeof typed === 'string' ? yuanFromText(typed) : null;
  const wellFormed = {
    validator: (_: unknown, value: unknown) =>
      typeof value !== 'string' || value.trim() === '' || yuanFromText(value) !== null
        ? Promise.resolve()
        : Promise.reject(new Error(t('matters.badYuan'))),
  };
  return (
    <Col xs={24} sm={12}>
      <Form.Item
        name="amount"
        label={t('matters.yuan')}
        extra={
          yuan === null
            ? t('matters.yuanHint')
            : t('matters.yuanIs', { wan: displayYuan(parseYuan(yuan), 'wan') })
        }
        rules={[...useNeeded(), wellFormed]}
      >
        <Input inputMode="decimal" autoComplete="off" />
      </Form.Item>
    </Col>
  );
}

function EquityFacts({ companies, holders }: { companies: Choice[]; holders: Choice[] }) {
  const t = useText();
  const share = {
    validator: (_: unknown, value: unknown) =>
      typeof value !== 'string' || value.trim() === '' || isShare(value)
        ? Promise.resolve()
        : Promise.reject(new Error(t('matters.badShare'))),
  };
  return (
    <>
      <Party name="targetId" label={t('matters.target')} options={companies} />
      <Party name="fromId" label={t('matters.from')} options={holders} />
      <Party name="toId" label={t('matters.to')} options={holders} />
      <Col xs={24} sm={12}>
        <Form.Item
          name="share"
          label={t('matters.share')}
          extra={t('matters.shareHint')}
          rules={[...useNeeded(), share]}
        >
          <Input autoComplete="off" />
        </Form.Item>
      </Col>
      <Amount />
    </>
  );
}

function AssetFacts({ companies, ownerId }: { companies: Choice[]; ownerId: string }) {
  const t = useText();
  return (
    <>
      <Col span={24}>
        <Form.Item
          name="assetIds"
          label={t('matters.assets')}
          rules={[{ required: true, type: 'array', min: 1, message: t('matters.assetsNeeded') }]}
        >
          <AssetPicker ownerId={ownerId} />
        </Form.Item>
      </Col>
      <Party
        name="toId"
        label={t('matters.to')}
        options={companies.filter((choice) => choice.value !== ownerId)}
      />
    </>
  );
}

function Days() {
  const t = useText();
  return (
    <>
      {(['basisDate', 'decidedOn'] as const).map((name) => (
        <Col key={name} xs={12} sm={6}>
          <Form.Item name={name} label={t(`matters.${name}`)} rules={useNeeded()}>
            <Input type="date" />
          </Form.Item>
        </Col>
      ))}
    </>
  );
}

type Props = {
  form: FormInstance<Facts>;
  facts: Facts;
  ownerId: string;
  onEdit: (facts: Facts) => void;
  onAsk: () => void;
};

/** The few facts on which the route hangs. */
export function FactsForm({ form, facts, ownerId, onEdit, onAsk }: Props) {
  const t = useText();
  const { companies, holders } = useOrganizations();
  return (
    <Card title={t('matters.facts')}>
      <Form<Facts>
        form={form}
        layout="vertical"
        initialValues={facts}
        onValuesChange={(changed: Partial<Facts>, all) => {
          // Who may receive differs between the two, so the receiver is asked for again.
          const other = changed.matter === undefined ? {} : { toId: undefined };
          form.setFieldsValue(other);
          onEdit({ ...facts, ...all, ...other });
        }}
        onFinish={onAsk}
        scrollToFirstError
      >
        <Form.Item name="matter" label={t('matters.kind')} rules={useNeeded()}>
          <Radio.Group
            optionType="button"
            options={(['equity_transfer', 'asset_disposal'] as const).map((value) => ({
              value,
              label: t(`matters.${value}`),
            }))}
          />
        </Form.Item>
        <Row gutter={16}>
          {facts.matter === 'equity_transfer' ? (
            <EquityFacts companies={companies} holders={holders} />
          ) : (
            <AssetFacts companies={companies} ownerId={ownerId} />
          )}
          <Days />
        </Row>
        <Button type="primary" htmlType="submit">
          {t('matters.preflight')}
        </Button>
      </Form>
    </Card>
  );
}
