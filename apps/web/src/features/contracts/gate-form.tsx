import { Button, Col, Form, type FormInstance, Input, Radio, Row, Select } from 'antd';
import { useText } from '../../texts/text.ts';
import { FundSources } from './fund-sources.tsx';
import { MoneyField } from './money-field.tsx';
import type { GateForm } from './question.ts';

/** A choice of the gate form: value and name. */
export type Choice = { value: string; label: string };
type Props = {
  form: FormInstance<GateForm>;
  initial: Partial<GateForm>;
  items: Choice[];
  companies: Choice[];
  clusters: Choice[];
  busy: boolean;
  onAsk: (form: GateForm) => void;
  onEdit: () => void;
};

function Subject({ items }: { items: Choice[] }) {
  const t = useText();
  const needed = [{ required: true, message: t('contracts.needed') }];
  return (
    <>
      <Form.Item name="title" label={t('contracts.askTitle')} rules={needed}>
        <Input placeholder={t('contracts.askTitleHint')} maxLength={120} autoComplete="off" />
      </Form.Item>
      <Form.Item name="item" label={t('contracts.askItem')}>
        <Select options={[{ value: '', label: t('contracts.askItemNone') }, ...items]} />
      </Form.Item>
      <Form.Item name="engineering" label={t('contracts.askEngineering')} rules={needed}>
        <Radio.Group
          optionType="button"
          options={[
            { value: true, label: t('contracts.yes') },
            { value: false, label: t('contracts.no') },
          ]}
        />
      </Form.Item>
      <Form.Item name="requestedMode" label={t('contracts.askMode')} rules={needed}>
        <Radio.Group
          optionType="button"
          options={[
            { value: 'entrusted', label: t('contracts.entrusted') },
            { value: 'purchased', label: t('contracts.purchased') },
          ]}
        />
      </Form.Item>
    </>
  );
}

function Parties({ companies, clusters }: Pick<Props, 'companies' | 'clusters'>) {
  const t = useText();
  const needed = [{ required: true, message: t('contracts.needed') }];
  const months = [{ pattern: /^[1-9]\d{0,2}$/, message: t('contracts.badMonths') }];
  return (
    <Row gutter={16}>
      <Col xs={24} sm={12}>
        <Form.Item name="entityId" label={t('contracts.askEntity')} rules={needed}>
          <Select options={companies} showSearch={{ optionFilterProp: 'label' }} />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item name="clusterId" label={t('contracts.askCluster')} rules={needed}>
          <Select options={clusters} />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <MoneyField name="amount" label={t('contracts.askAmount')} required />
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item name="taxIncluded" label={t('contracts.askTax')}>
          <Radio.Group
            optionType="button"
            options={[
              { value: true, label: t('contracts.taxIncluded') },
              { value: false, label: t('contracts.taxExcluded') },
            ]}
          />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <Form.Item name="project" label={t('contracts.askProject')} extra={t('contracts.askProjectHint')}>
          <Input autoComplete="off" maxLength={60} />
        </Form.Item>
      </Col>
      <Col xs={12} sm={6}>
        <Form.Item name="termMonths" label={t('contracts.askTerm')} rules={months}>
          <Input inputMode="numeric" autoComplete="off" />
        </Form.Item>
      </Col>
      <Col xs={12} sm={6}>
        <Form.Item name="decidedOn" label={t('contracts.askDecided')} rules={needed}>
          <Input type="date" />
        </Form.Item>
      </Col>
    </Row>
  );
}

/** Asked of entrusted construction only: how the agent was chosen, and its fee. */
function Agent() {
  const t = useText();
  const mode: unknown = Form.useWatch('requestedMode');
  if (mode !== 'entrusted') return null;
  return (
    <Row gutter={16}>
      <Col span={24}>
        <Form.Item name="agentSource" label={t('contracts.askAgent')}>
          <Radio.Group
            optionType="button"
            options={[
              { value: 'authorised', label: t('contracts.agentAuthorised') },
              { value: 'tendered', label: t('contracts.agentTendered') },
              { value: 'none', label: t('contracts.agentNone') },
            ]}
          />
        </Form.Item>
      </Col>
      <Col xs={24} sm={12}>
        <MoneyField name="fee" label={t('contracts.askFee')} />
      </Col>
      <Col xs={24} sm={12}>
        <MoneyField name="feeCap" label={t('contracts.askFeeCap')} />
      </Col>
    </Row>
  );
}

/** The few facts on which it hangs whether a contract is in the list. */
export function GateFormFields({ form, initial, items, companies, clusters, busy, onAsk, onEdit }: Props) {
  const t = useText();
  return (
    <Form<GateForm>
      form={form}
      layout="vertical"
      initialValues={initial}
      onFinish={onAsk}
      onValuesChange={onEdit}
      scrollToFirstError
    >
      <Subject items={items} />
      <Parties companies={companies} clusters={clusters} />
      <Agent />
      <FundSources />
      <Button type="primary" htmlType="submit" loading={busy}>
        {t('contracts.ask')}
      </Button>
    </Form>
  );
}
