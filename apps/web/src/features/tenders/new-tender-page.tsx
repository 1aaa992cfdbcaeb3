import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button, Card, Col, Flex, Form, Input, InputNumber, Radio, Row, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { draftOf, emptyTender, evaluations, fundKinds, lotKinds, type TenderForm } from './new-tender.ts';

function Subject() {
  const t = useText();
  const code = useCode();
  const needed = [{ required: true, whitespace: true, message: t('contracts.needed') }];
  return (
    <Card title={t('tenders.subject')}>
      <Row gutter={16}>
        <Col xs={24} sm={12}>
          <Form.Item name="title" label={t('tenders.name')} rules={needed}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item name="project" label={t('tenders.project')} rules={needed}>
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item name="jurisdiction" label={t('tenders.jurisdiction')}>
            <Radio.Group
              optionType="button"
              options={[
                { value: 'chongqing', label: t('tenders.chongqing') },
                { value: 'CN', label: t('tenders.national') },
              ]}
            />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item name="method" label={t('tenders.method')}>
            <Radio.Group
              optionType="button"
              options={['open', 'invited'].map((value) => ({ value, label: code('tenderMethod', value) }))}
            />
          </Form.Item>
        </Col>
      </Row>
    </Card>
  );
}

function Invited() {
  const t = useText();
  const { data } = useQuery(trpc.tenders.suppliers.queryOptions());
  return (
    <Card title={t('tenders.invited')}>
      <Form.Item name="invited" label={t('tenders.invitedSuppliers')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={(data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Form.Item>
      <Form.Item name="ground" label={t('tenders.ground')}>
        <Select
          options={(['few_bidders', 'cost_disproportionate', 'other'] as const).map((value) => ({
            ...{ value, label: t(`tenders.ground.${value}`) },
          }))}
        />
      </Form.Item>
      <Form.Item name="groundDocument" label={t('tenders.groundDocument')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
    </Card>
  );
}

function Lots() {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('tenders.lots')}>
      <p>{t('tenders.lotsHint')}</p>
      <Form.List name="lots">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }) => (
              <Flex key={key} gap={8} wrap align="end">
                <Form.Item name={[name, 'title']} label={t('tenders.lotTitle')} style={{ flex: '2 1 220px' }}>
                  <Input maxLength={200} autoComplete="off" />
                </Form.Item>
                <Form.Item name={[name, 'kind']} label={t('tenders.lotKind')} style={{ flex: '1 1 120px' }}>
                  <Select options={lotKinds.map((value) => ({ value, label: code('lotKind', value) }))} />
                </Form.Item>
                <Form.Item
                  name={[name, 'estimate']}
                  label={t('tenders.estimate')}
                  style={{ flex: '1 1 160px' }}
                >
                  <Input inputMode="decimal" autoComplete="off" />
                </Form.Item>
                {fields.length > 1 && (
                  <Form.Item label=" " colon={false}>
                    <Button onClick={() => remove(name)}>{t('tenders.remove')}</Button>
                  </Form.Item>
                )}
              </Flex>
            ))}
            <Button onClick={() => add({ title: '', kind: 'works', estimate: '' })}>
              {t('tenders.addLot')}
            </Button>
          </>
        )}
      </Form.List>
      <Form.List name="funds">
        {(fields, { add, remove }) => (
          <>
            <h3>{t('tenders.funds')}</h3>
            {fields.map(({ key, name }) => (
              <Flex key={key} gap={8} wrap align="end">
                <Form.Item name={[name, 'kind']} label={t('tenders.fundKind')} style={{ flex: '1 1 160px' }}>
                  <Select options={fundKinds.map((value) => ({ value, label: code('fund', value) }))} />
                </Form.Item>
                <Form.Item
                  name={[name, 'amount']}
                  label={t('tenders.fundAmount')}
                  style={{ flex: '1 1 160px' }}
                >
                  <Input inputMode="decimal" autoComplete="off" />
                </Form.Item>
                {fields.length > 1 && (
                  <Form.Item label=" " colon={false}>
                    <Button onClick={() => remove(name)}>{t('tenders.remove')}</Button>
                  </Form.Item>
                )}
              </Flex>
            ))}
            <Button onClick={() => add({ kind: 'state_enterprise', amount: '' })}>
              {t('tenders.addFund')}
            </Button>
          </>
        )}
      </Form.List>
    </Card>
  );
}

const parameterFields = {
  lowest_evaluated: [],
  composite: ['fullScore', 'above', 'below', 'discount'],
  procurement_low_price: ['weight'],
} as const;

function Evaluation({ method }: { readonly method: TenderForm['evaluation'] }) {
  const t = useText();
  const code = useCode();
  return (
    <Card title={t('tenders.howEvaluated')}>
      <Row gutter={16}>
        <Col xs={24} sm={12}>
          <Form.Item name="evaluation" label={t('tenders.evaluation')}>
            <Select options={evaluations.map((value) => ({ value, label: code('evaluation', value) }))} />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item name="ceiling" label={t('tenders.ceiling')}>
            <Input inputMode="decimal" autoComplete="off" />
          </Form.Item>
        </Col>
        {parameterFields[method].map((name) => (
          <Col xs={12} sm={6} key={name}>
            <Form.Item name={name} label={t(`tenders.parameter.${name}`)}>
              <Input inputMode="decimal" autoComplete="off" />
            </Form.Item>
          </Col>
        ))}
        <Col xs={12} sm={6}>
          <Form.Item name="members" label={t('tenders.members')}>
            <InputNumber min={1} max={99} />
          </Form.Item>
        </Col>
        <Col xs={12} sm={6}>
          <Form.Item name="representatives" label={t('tenders.representatives')}>
            <InputNumber min={0} max={33} />
          </Form.Item>
        </Col>
        <Col xs={24} sm={12}>
          <Form.Item name="plannedOn" label={t('tenders.plannedOn')}>
            <Input type="date" />
          </Form.Item>
        </Col>
      </Row>
    </Card>
  );
}

/** Plans a tender: what, in which way, evaluated how and by whom. */
export default function NewTenderPage() {
  const t = useText();
  const navigate = useNavigate();
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  const [form] = Form.useForm<TenderForm>();
  const [typed, setTyped] = useState<TenderForm | null>(null);
  if (me === undefined) return null;
  const shown = typed ?? emptyTender(me.today);
  const draft = draftOf(shown);
  return (
    <Page title={t('tenders.new')} subtitle={t('tenders.newHint')}>
      <Form
        form={form}
        layout="vertical"
        initialValues={emptyTender(me.today)}
        onValuesChange={() => setTyped(form.getFieldsValue(true))}
      >
        <Flex vertical gap={16}>
          <Subject />
          {shown.method === 'invited' && <Invited />}
          <Lots />
          <Evaluation method={shown.evaluation} />
          <ActButton
            type="primary"
            disabled={draft === null}
            mutation={trpc.tenders.draft.mutationOptions()}
            input={draft ?? ({} as NonNullable<typeof draft>)}
            onDone={({ id }) => void navigate({ to: '/tenders/$id', params: { id } })}
          >
            {t('tenders.saveDraft')}
          </ActButton>
        </Flex>
      </Form>
    </Page>
  );
}
