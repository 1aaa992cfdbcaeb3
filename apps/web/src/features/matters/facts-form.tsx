import { Button, Card, Collapse, Flex, Form, type FormInstance, Row } from 'antd';
import { useCode, useText } from '../../texts/text.ts';
import type { Field } from './field.ts';
import { FieldInput } from './field-input.tsx';
import { asked } from './field-values.ts';
import { useOrganizations } from './party-picker.tsx';
import type { Facts } from './proposal-draft.ts';
import { forms, type MatterSlug } from './proposal-fields.ts';

export type FormValues = Facts['values'];

type Props = {
  form: FormInstance<FormValues>;
  matter: MatterSlug;
  values: FormValues;
  ownerId: string;
  onEdit: (values: FormValues) => void;
  onAsk: () => void;
  /** Absent where the matter stands, as in a revision. */
  onOther?: (() => void) | undefined;
};

/** The short form made for one matter: the few facts on which its route hangs. */
export function FactsForm({ form, matter, values, ownerId, onEdit, onAsk, onOther }: Props) {
  const t = useText();
  const code = useCode();
  const surroundings = { ...useOrganizations(), ownerId };
  const typed = values[matter] ?? {};
  const fields = asked(forms[matter], typed);
  const inputs = (of: readonly Field[]) => (
    <Row gutter={16}>
      {of.map((field) => (
        <FieldInput
          key={`${matter}.${field.path}`}
          matter={matter}
          field={field}
          typed={typed[field.path]}
          surroundings={surroundings}
        />
      ))}
    </Row>
  );
  const more = fields.filter((field) => field.aside);
  return (
    <Card
      title={
        <Flex gap={8} wrap>
          {t('matters.facts')}
          <strong>{code('slug', matter)}</strong>
        </Flex>
      }
      extra={onOther !== undefined && <Button onClick={onOther}>{t('proposal.changeMatter')}</Button>}
    >
      <Form<FormValues>
        form={form}
        layout="vertical"
        initialValues={values}
        onValuesChange={(_, all) =>
          // What is not asked at the moment is kept.
          onEdit({ ...values, [matter]: { ...typed, ...all[matter] } })
        }
        onFinish={onAsk}
        scrollToFirstError
      >
        {inputs(fields.filter((field) => !field.aside))}
        <Collapse
          ghost
          size="small"
          style={{ marginBottom: 16 }}
          items={[{ key: 'more', label: t('proposal.aside'), forceRender: true, children: inputs(more) }]}
        />
        <Button type="primary" htmlType="submit">
          {t('matters.preflight')}
        </Button>
      </Form>
    </Card>
  );
}
