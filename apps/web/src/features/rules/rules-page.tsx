import './rules.css';
import type { AppRouter } from '@guanyun/api/router.ts';
import { skipToken, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { inferRouterOutputs } from '@trpc/server';
import { Alert, Button, Card, Flex, Input, Select, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { EmptyState } from '../../components/empty.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useCode, useLanguage, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { AnswerCard } from './answer-card.tsx';

type Rule = inferRouterOutputs<AppRouter>['rules']['list'][number];
type Asked = { readonly text: string; readonly input: unknown };

const written = (value: unknown): string => JSON.stringify(value, null, 2);

function InputCard({
  rule,
  onAsk,
  onEdit,
}: {
  rule: Rule;
  onAsk: (asked: Asked) => void;
  onEdit: () => void;
}) {
  const t = useText();
  const [text, setText] = useState(written(rule.example));
  const [broken, setBroken] = useState<string | null>(null);
  const edit = (next: string): void => {
    setText(next);
    setBroken(null);
    onEdit();
  };
  const ask = (): void => {
    try {
      onAsk({ text, input: JSON.parse(text) });
    } catch (error) {
      setBroken(error instanceof Error ? error.message : '');
    }
  };
  return (
    <Card title={t('rules.input')}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t('rules.inputHint')}</Typography.Text>
        <Input.TextArea
          className="rule-input"
          aria-label={t('rules.input')}
          autoSize={{ minRows: 8, maxRows: 28 }}
          spellCheck={false}
          value={text}
          onChange={(event) => edit(event.target.value)}
        />
        {broken === null ? null : (
          <Alert type="error" showIcon role="alert" title={t('rules.notJson', { because: broken })} />
        )}
        <Flex gap={12}>
          <Button type="primary" onClick={ask}>
            {t('rules.run')}
          </Button>
          <Button onClick={() => edit(written(rule.example))}>{t('rules.reset')}</Button>
        </Flex>
        <details>
          <summary>{t('rules.schema')}</summary>
          <pre className="rule-raw">{written(rule.inputSchema)}</pre>
        </details>
      </Flex>
    </Card>
  );
}

/** One rule: the question on the left, the answer on the right. */
function Desk({ rule }: { readonly rule: Rule }) {
  const t = useText();
  const [asked, setAsked] = useState<Asked | null>(null);
  const [edited, setEdited] = useState(false);
  const answer = useQuery(
    trpc.rules.run.queryOptions(asked === null ? skipToken : { name: rule.name, input: asked.input }, {
      retry: false,
    }),
  );
  return (
    <div className="rule-columns">
      <InputCard
        rule={rule}
        onEdit={() => setEdited(true)}
        onAsk={(next) => {
          setAsked(next);
          setEdited(false);
        }}
      />
      {asked === null && <Card title={t('rules.result')}>{t('rules.waiting')}</Card>}
      {asked !== null && answer.error !== null && <FailureAlert error={answer.error} />}
      {asked !== null && answer.isPending && <Skeleton active />}
      {answer.data !== undefined && answer.error === null && (
        <AnswerCard output={answer.data.output} stale={edited} />
      )}
    </div>
  );
}

function RuleChoice({
  rules,
  rule,
  onChoose,
}: {
  rules: readonly Rule[];
  rule: Rule;
  onChoose: (name: string) => void;
}) {
  const t = useText();
  const code = useCode();
  const language = useLanguage();
  const slices = [...new Set(rules.map((one) => one.slice))];
  return (
    <Select
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%', maxWidth: 480, marginBottom: 16 }}
      aria-label={t('rules.choose')}
      value={rule.name}
      onChange={onChoose}
      options={slices.map((slice) => ({
        label: code('slice', slice),
        options: rules
          .filter((one) => one.slice === slice)
          .map((one) => ({ value: one.name, label: `${one.title[language]} (${one.name})` })),
      }))}
    />
  );
}

/** The rule desk for people: any rule, tried on made-up data; the address holds which. */
export default function RulesPage() {
  const t = useText();
  const navigate = useNavigate();
  const { rule: wanted } = useSearch({ strict: false }) as { readonly rule?: string };
  const { data: rules, error } = useQuery(trpc.rules.list.queryOptions());
  const rule = rules?.find((one) => one.name === wanted) ?? rules?.[0];
  return (
    <Page title={t('rules.title')} subtitle={t('rules.subtitle')}>
      <FailureAlert error={error} />
      {rules === undefined && error === null && <Skeleton active paragraph={{ rows: 10 }} />}
      {rules?.length === 0 && <EmptyState title={t('rules.none')} />}
      {rules !== undefined && rule !== undefined && (
        <>
          <RuleChoice
            rules={rules}
            rule={rule}
            onChoose={(name) =>
              void navigate({ to: '/rules', search: { rule: name }, replace: true } as never)
            }
          />
          <Desk key={rule.name} rule={rule} />
        </>
      )}
    </Page>
  );
}
