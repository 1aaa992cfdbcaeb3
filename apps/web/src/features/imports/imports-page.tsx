import { useIsMutating, useQuery } from '@tanstack/react-query';
import { Alert, Button, Card, Flex, Radio, Skeleton, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { DocumentUpload, type UploadedDocument } from '../../components/document-upload.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { Page } from '../../components/page.tsx';
import { useLanguage, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { BodsImport } from './bods-import.tsx';
import { type Asked, type SummaryLine, type Template, templatePath } from './import-data.ts';
import { ImportProgress } from './import-progress.tsx';
import { PreviewResult, Summary } from './preview-result.tsx';

type Done = { readonly name: string; readonly summary: readonly SummaryLine[] };
type CheckProps = { readonly asked: Asked; readonly onDone: (summary: readonly SummaryLine[]) => void };

function Check({ asked, onDone }: CheckProps) {
  const t = useText();
  // The import itself makes what it was checked against; the check is asked again only when the person wants it.
  const preview = useQuery(
    trpc.imports.preview.queryOptions(asked, { staleTime: 'static', gcTime: 0, retry: false }),
  );
  const storing = useIsMutating({ mutationKey: trpc.imports.commit.mutationKey() }) > 0;
  if (preview.data === undefined)
    return preview.error === null ? (
      <ImportProgress digest={asked.digest} />
    ) : (
      <FailureAlert error={preview.error} />
    );
  return (
    <Flex vertical gap={16}>
      <PreviewResult preview={preview.data} />
      {(storing || preview.isFetching) && <ImportProgress digest={asked.digest} />}
      <Flex gap={12} wrap align="start">
        {preview.data.problems.length === 0 && (
          <ActButton
            type="primary"
            confirm={t('imports.confirm')}
            mutation={trpc.imports.commit.mutationOptions()}
            input={asked}
            onDone={({ summary }) => onDone(summary)}
          >
            {t('imports.commit')}
          </ActButton>
        )}
        <Button loading={preview.isFetching} onClick={() => void preview.refetch()}>
          {t('imports.checkAgain')}
        </Button>
      </Flex>
    </Flex>
  );
}

type ChoiceProps = {
  readonly templates: readonly Template[];
  readonly name: Template['name'];
  readonly onChoose: (name: Template['name']) => void;
};

function TemplateChoice({ templates, name, onChoose }: ChoiceProps) {
  const t = useText();
  const language = useLanguage();
  return (
    <Card title={t('imports.stepTemplate')}>
      <Flex vertical gap={12} align="start">
        <Radio.Group
          vertical
          aria-label={t('imports.template')}
          value={name}
          options={templates.map((one) => ({ value: one.name, label: one.title[language] }))}
          onChange={(event) => onChoose(event.target.value as Template['name'])}
        />
        <a href={templatePath(name)} download>
          {t('imports.download')}
        </a>
        <Typography.Text type="secondary">{t('imports.downloadHint')}</Typography.Text>
      </Flex>
    </Card>
  );
}

function Imports({ templates }: { readonly templates: readonly [Template, ...Template[]] }) {
  const t = useText();
  const [name, setName] = useState(templates[0].name);
  const [document, setDocument] = useState<UploadedDocument | null>(null);
  const [uploads, setUploads] = useState(0);
  const [done, setDone] = useState<Done | null>(null);
  const finish = (summary: readonly SummaryLine[]): void => {
    setDone({ name: document?.name ?? '', summary });
    setDocument(null);
  };
  const choose = (next: UploadedDocument | null): void => {
    setDocument(next);
    setDone(null);
    setUploads(uploads + 1);
  };
  return (
    <Flex vertical gap={16}>
      <TemplateChoice
        templates={templates}
        name={name}
        onChoose={(next) => {
          setName(next);
          choose(null);
        }}
      />
      <Card title={t('imports.stepUpload')}>
        <Flex vertical gap={8} align="start">
          <DocumentUpload label={t('imports.upload')} onDone={choose} />
          <Typography.Text type="secondary">
            {document === null ? t('imports.uploadHint') : t('imports.file', { name: document.name })}
          </Typography.Text>
        </Flex>
      </Card>
      <Card title={t('imports.stepCheck')}>
        {document !== null && (
          <Check key={uploads} asked={{ template: name, digest: document.digest }} onDone={finish} />
        )}
        {done !== null && (
          <Flex vertical gap={12} aria-live="polite">
            <Alert type="success" showIcon title={t('imports.done', { name: done.name })} />
            <Summary lines={done.summary} />
          </Flex>
        )}
        {document === null && done === null && (
          <Typography.Text type="secondary">{t('imports.nothingYet')}</Typography.Text>
        )}
      </Card>
    </Flex>
  );
}

/** Excel in: a template, an upload, a check that names every bad cell, then all of it or nothing. */
export default function ImportsPage() {
  const t = useText();
  const { data, error } = useQuery(trpc.imports.templates.queryOptions());
  const [first, ...rest] = data ?? [];
  return (
    <Page title={t('imports.title')} subtitle={t('imports.subtitle')}>
      <FailureAlert error={error} />
      {data === undefined && error === null && <Skeleton active paragraph={{ rows: 8 }} />}
      <Flex vertical gap={16}>
        {first !== undefined && <Imports templates={[first, ...rest]} />}
        {data?.some((one) => one.name === 'equity') === true && <BodsImport />}
      </Flex>
    </Page>
  );
}
