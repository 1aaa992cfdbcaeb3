import { type BidRole, bidRoles } from '@guanyun/domain/contracts/bid-check.ts';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Card, Col, Flex, Form, Input, Radio, Row, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { NewBidCheck } from './tender-data.ts';

type RoleForm = {
  readonly known?: 'none' | 'unknown' | 'named';
  readonly name?: string;
  readonly uscc?: string;
};
type CheckForm = {
  readonly title?: string;
  readonly lot?: string;
  readonly deadline?: string;
  readonly tenderer?: string;
  readonly tendererUscc?: string;
  readonly others?: readonly string[];
  readonly roles?: Partial<Record<BidRole, RoleForm>>;
};

const text = (typed: string | undefined): string => (typed ?? '').trim();

/** What is sent; null while something that is needed is missing. */
function draftOf(form: CheckForm): NewBidCheck | null {
  const [title, lot, tenderer] = [text(form.title), text(form.lot), text(form.tenderer)];
  const deadline = text(form.deadline);
  const roles = bidRoles.map((role) => {
    const typed = form.roles?.[role] ?? {};
    const known = typed.known ?? 'unknown';
    const named = known === 'named';
    return {
      ...{ role, known, name: named ? text(typed.name) : '' },
      uscc: named ? text(typed.uscc) : '',
    };
  });
  const missing = [title, lot, tenderer, deadline].includes('');
  if (missing || roles.some(({ known, name }) => known === 'named' && name === '')) return null;
  return {
    ...{ title, lot, deadline, roles, others: [...(form.others ?? [])] },
    tenderer: { name: tenderer, uscc: text(form.tendererUscc) },
  };
}

function Tender() {
  const t = useText();
  const needed = [{ required: true, whitespace: true, message: t('contracts.needed') }];
  const fields = [
    { name: 'title', label: t('bidChecks.tender'), rules: needed },
    { name: 'lot', label: t('bidChecks.lot'), rules: needed, extra: t('bidChecks.lotHint') },
    { name: 'tenderer', label: t('bidChecks.tenderer'), rules: needed },
    { name: 'tendererUscc', label: t('bidChecks.tendererUscc'), extra: t('bidChecks.tendererHint') },
  ];
  return (
    <Card title={t('bidChecks.facts')}>
      <Row gutter={16}>
        {fields.map((field) => (
          <Col xs={24} sm={12} key={field.name}>
            <Form.Item {...field}>
              <Input maxLength={200} autoComplete="off" />
            </Form.Item>
          </Col>
        ))}
        <Col xs={24} sm={12}>
          <Form.Item name="deadline" label={t('bidChecks.deadline')} rules={needed}>
            <Input type="date" />
          </Form.Item>
        </Col>
      </Row>
    </Card>
  );
}

function Role({ role, named }: { readonly role: BidRole; readonly named: boolean }) {
  const t = useText();
  const code = useCode();
  return (
    <Flex gap={8} wrap align="end" data-testid={`role-${role}`}>
      <Form.Item name={['roles', role, 'known']} label={code('bidRole', role)} style={{ flex: '1 1 240px' }}>
        <Radio.Group
          optionType="button"
          options={(['none', 'named', 'unknown'] as const).map((value) => ({
            ...{ value, label: t(`bidChecks.known.${value}`) },
          }))}
        />
      </Form.Item>
      {named && (
        <>
          <Form.Item
            name={['roles', role, 'name']}
            label={t('bidChecks.roleName')}
            style={{ flex: '2 1 220px' }}
          >
            <Input maxLength={200} autoComplete="off" />
          </Form.Item>
          <Form.Item
            name={['roles', role, 'uscc']}
            label={t('bidChecks.roleUscc')}
            style={{ flex: '2 1 220px' }}
          >
            <Input maxLength={40} autoComplete="off" />
          </Form.Item>
        </>
      )}
    </Flex>
  );
}

function Others({ own }: { readonly own: string }) {
  const t = useText();
  const { data } = useQuery(trpc.organizations.companies.queryOptions());
  const companies = (data ?? []).filter(({ id, kind }) => kind === 'company' && id !== own);
  return (
    <Form.Item name="others" label={t('bidChecks.others')}>
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        options={companies.map(({ id, name, code }) => ({ value: id, label: name || code }))}
      />
    </Form.Item>
  );
}

const unknownRoles = Object.fromEntries(bidRoles.map((role) => [role, { known: 'unknown' }]));

/** A company asks whether it may bid for a lot that somebody else tenders. */
export default function NewBidCheckPage() {
  const t = useText();
  const navigate = useNavigate();
  const { data: me } = useQuery(trpc.session.me.queryOptions());
  const [form] = Form.useForm<CheckForm>();
  const [typed, setTyped] = useState<CheckForm>({});
  if (me === undefined) return null;
  const draft = draftOf(typed);
  return (
    <Page title={t('bidChecks.new')} subtitle={t('bidChecks.newHint')}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ roles: unknownRoles }}
        onValuesChange={() => setTyped(form.getFieldsValue(true))}
      >
        <Flex vertical gap={16}>
          <Tender />
          <Card title={t('bidChecks.roles')}>
            {bidRoles.map((role) => (
              <Role key={role} role={role} named={typed.roles?.[role]?.known === 'named'} />
            ))}
            <Others own={me.post.organization.id} />
          </Card>
          <ActButton
            type="primary"
            disabled={draft === null}
            mutation={trpc.tenders.checkBid.mutationOptions()}
            input={draft ?? ({} as NewBidCheck)}
            onDone={({ id }) => void navigate({ to: '/bid-checks/$id', params: { id } })}
          >
            {t('bidChecks.submit')}
          </ActButton>
        </Flex>
      </Form>
    </Page>
  );
}
