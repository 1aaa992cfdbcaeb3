import { displayYuan, tryParseYuan } from '@guanyun/domain/kernel/money.ts';
import { Flex, Table, Tag } from 'antd';
import { Fragment, type ReactNode } from 'react';
import { useCode, useText } from '../../texts/text.ts';
import { showValue } from './show-value.ts';

/** Fields whose values are codes with names of their own. */
const codeKinds: Readonly<Record<string, string>> = { level: 'level', outcome: 'outcome' };

function Text({ text, field }: { readonly text: string; readonly field: string }) {
  const code = useCode();
  const kind = field === 'code' ? 'step' : (codeKinds[field] ?? 'value');
  const amount = tryParseYuan(text);
  return <>{amount === null ? code(kind, text) : displayYuan(amount, 'yuan')}</>;
}

function FieldName({ field }: { readonly field: string }) {
  const code = useCode();
  return <>{code('field', field)}</>;
}

type TableProps = {
  readonly columns: readonly string[];
  readonly rows: readonly Record<string, unknown>[];
};

function Rows({ columns, rows }: TableProps) {
  return (
    <Table<Record<string, unknown>>
      // Rows of an answer never move: their place names them.
      rowKey={(row) => String(rows.indexOf(row))}
      size="small"
      pagination={false}
      style={{ width: 'max-content', minWidth: '100%' }}
      dataSource={[...rows]}
      columns={columns.map((column) => ({
        key: column,
        title: <FieldName field={column} />,
        render: (_: unknown, row: Record<string, unknown>) => <Value value={row[column]} field={column} />,
      }))}
    />
  );
}

function Words({ words, field }: { readonly words: readonly string[]; readonly field: string }) {
  return (
    <Flex wrap gap={4}>
      {words.map((word) => (
        <Tag key={word} style={{ marginInlineEnd: 0 }}>
          <Text text={word} field={field} />
        </Tag>
      ))}
    </Flex>
  );
}

/** A value of an answer, however deep it goes. */
function Value({ value, field }: { readonly value: unknown; readonly field: string }): ReactNode {
  const t = useText();
  const shown = showValue(value);
  switch (shown.form) {
    case 'nothing':
      return t('rules.nothing');
    case 'yesno':
      return t(shown.value ? 'rules.yes' : 'rules.no');
    case 'text':
      return <Text text={shown.text} field={field} />;
    case 'share':
      return `${shown.fraction} = ${shown.percent}%`;
    case 'words':
      return <Words words={shown.words} field={field} />;
    case 'table':
      return <Rows columns={shown.columns} rows={shown.rows} />;
    case 'list':
      return shown.items.map((item) => <Value key={JSON.stringify(item)} value={item} field={field} />);
    case 'fields':
      return <AnswerFields fields={shown.fields} />;
  }
}

/** Fields of an answer with their names. */
export function AnswerFields({ fields }: { readonly fields: readonly (readonly [string, unknown])[] }) {
  return (
    <dl className="rule-fields">
      {fields.map(([field, value]) => (
        <Fragment key={field}>
          <dt>
            <FieldName field={field} />
          </dt>
          <dd>
            <Value value={value} field={field} />
          </dd>
        </Fragment>
      ))}
    </dl>
  );
}
