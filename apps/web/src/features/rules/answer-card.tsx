import { Alert, Card, Flex, Typography } from 'antd';
import { Reasons } from '../../components/why.tsx';
import { useText } from '../../texts/text.ts';
import { AnswerFields } from './answer-fields.tsx';
import { type Reading, readAnswer } from './show-value.ts';

function Findings({ title, findings }: { readonly title: string; readonly findings: Reading['blocks'] }) {
  if (findings.length === 0) return null;
  return (
    <section>
      <Typography.Title level={5}>{title}</Typography.Title>
      <ul className="rule-findings">
        {findings.map((finding) => (
          <li key={`${finding.code}${finding.because}`} data-testid={`finding-${finding.code}`}>
            {finding.because} <Typography.Text type="secondary">{finding.code}</Typography.Text>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Verdict({ allowed }: Pick<Reading, 'allowed'>) {
  const t = useText();
  if (allowed === null) return <Alert type="info" showIcon title={t('rules.computed')} />;
  return (
    <Alert
      type={allowed ? 'success' : 'error'}
      showIcon
      title={t(allowed ? 'rules.allowed' : 'rules.forbidden')}
    />
  );
}

/** A rule's answer to read: the verdict, what stops, what to mind, the details, the law; the raw data folded away. */
export function AnswerCard({ output, stale }: { readonly output: unknown; readonly stale: boolean }) {
  const t = useText();
  const reading = readAnswer(output);
  return (
    <Card
      title={t('rules.result')}
      extra={reading.rulebook === null ? null : t('rules.rulebook', { version: reading.rulebook })}
      data-testid="rule-answer"
    >
      <Flex vertical gap={16} aria-live="polite">
        {stale && <Alert type="warning" showIcon title={t('rules.stale')} />}
        <Verdict allowed={reading.allowed} />
        <Findings title={t('rules.blocks')} findings={reading.blocks} />
        <Findings title={t('rules.warnings')} findings={reading.warnings} />
        <section>
          <Typography.Title level={5}>{t('rules.fields')}</Typography.Title>
          <AnswerFields fields={reading.fields} />
        </section>
        <section>
          <Typography.Title level={5}>{t('rules.reasons')}</Typography.Title>
          <Reasons reasons={reading.reasons} />
        </section>
        <details>
          <summary>{t('rules.raw')}</summary>
          <pre className="rule-raw">{JSON.stringify(output, null, 2)}</pre>
        </details>
      </Flex>
    </Card>
  );
}
