import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Alert, Card, Flex, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { DocumentUpload, type UploadedDocument } from '../../components/document-upload.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { BodsCapital } from './bods-capital.tsx';
import { BodsResult } from './bods-result.tsx';
import type { Capital, SummaryLine } from './import-data.ts';
import { Summary } from './preview-result.tsx';

type Done = { readonly name: string; readonly summary: readonly SummaryLine[] };
type CheckProps = { readonly digest: string; readonly onDone: (summary: readonly SummaryLine[]) => void };

function Check({ digest, onDone }: CheckProps) {
  const t = useText();
  const [capital, setCapital] = useState<readonly Capital[]>([]);
  const asked = { digest, capital: [...capital] };
  // The import itself makes what it was checked against. The form stays while it is checked with its capital.
  const preview = useQuery(
    trpc.equity.previewBods.queryOptions(asked, {
      ...{ staleTime: 'static', gcTime: 0, retry: false, placeholderData: keepPreviousData },
    }),
  );
  if (preview.data === undefined)
    return preview.error === null ? <Skeleton active /> : <FailureAlert error={preview.error} />;
  const { problems, companies } = preview.data;
  const isAsked = (id: string): boolean => capital.some((one) => one.companyId === id);
  const open = companies.filter((one) => one.on === null);
  const asking = companies.filter((one) => one.on === null || isAsked(one.company.id));
  return (
    <Flex vertical gap={16}>
      <BodsResult preview={preview.data} />
      <FailureAlert error={preview.error} />
      {asking.length > 0 && (problems.length === 0 || capital.length > 0) && (
        <BodsCapital companies={asking} onFilled={setCapital} />
      )}
      {problems.length === 0 && open.length === 0 && (
        <ActButton
          type="primary"
          confirm={t('imports.confirm')}
          mutation={trpc.equity.importBods.mutationOptions()}
          input={asked}
          disabled={preview.isPlaceholderData}
          onDone={({ summary }) => onDone(summary)}
        >
          {t('imports.commit')}
        </ActButton>
      )}
    </Flex>
  );
}

/** Equity in from another register: a file of BODS 0.4 opens the registers of companies that have none yet. */
export function BodsImport() {
  const t = useText();
  const [document, setDocument] = useState<UploadedDocument | null>(null);
  const [uploads, setUploads] = useState(0);
  const [done, setDone] = useState<Done | null>(null);
  const choose = (next: UploadedDocument): void => {
    setDocument(next);
    setDone(null);
    setUploads(uploads + 1);
  };
  const finish = (summary: readonly SummaryLine[]): void => {
    setDone({ name: document?.name ?? '', summary });
    setDocument(null);
  };
  return (
    <Card title={t('imports.bods')}>
      <Flex vertical gap={12}>
        <Typography.Text type="secondary">{t('imports.bodsHint')}</Typography.Text>
        <DocumentUpload label={t('imports.bodsUpload')} onDone={choose} />
        {document !== null && <Typography.Text>{t('imports.file', { name: document.name })}</Typography.Text>}
        {document !== null && <Check key={uploads} digest={document.digest} onDone={finish} />}
        {done !== null && (
          <Flex vertical gap={12} aria-live="polite">
            <Alert type="success" showIcon title={t('imports.done', { name: done.name })} />
            <Summary lines={done.summary} />
          </Flex>
        )}
      </Flex>
    </Card>
  );
}
