import { Button, Flex, Table, Tag, Typography } from 'antd';
import { DocumentUpload } from '../../components/document-upload.tsx';
import { useText } from '../../texts/text.ts';
import type { Route } from './matter-data.ts';
import type { Draft } from './proposal-draft.ts';

type Material = Route['materials'][number];
type Files = Draft['materials'];

/** One file for each material asked for. */
export function MaterialsForm({
  asked,
  files,
  onChange,
}: {
  asked: readonly Material[];
  files: Files;
  onChange: (change: (files: Files) => Files) => void;
}) {
  const t = useText();
  const done = asked.filter(({ code }) => files[code] !== undefined).length;
  return (
    <>
      <Typography.Text type="secondary">
        {t('matters.materialCount', { done, total: asked.length })}
      </Typography.Text>
      <Table<Material>
        rowKey="code"
        size="small"
        pagination={false}
        scroll={{ x: 720 }}
        dataSource={[...asked]}
        onRow={(material) => ({ 'data-testid': `row-${material.code}` }) as object}
        columns={[
          { title: t('matters.material'), dataIndex: 'name' },
          {
            title: t('matters.file'),
            render: (_, { code }) =>
              files[code] === undefined ? (
                <Tag>{t('matters.missing')}</Tag>
              ) : (
                <a href={`/documents/${files[code].digest}`} download>
                  {files[code].name}
                </a>
              ),
          },
          {
            title: '',
            width: 320,
            render: (_, { code, name }) => (
              <Flex gap={8} align="center">
                <DocumentUpload
                  label={t(files[code] === undefined ? 'matters.upload' : 'matters.replace', { name })}
                  onDone={(file) =>
                    onChange((before) => ({ ...before, [code]: { name: file.name, digest: file.digest } }))
                  }
                />
                {files[code] !== undefined && (
                  <Button
                    size="small"
                    type="text"
                    aria-label={t('matters.remove', { name })}
                    onClick={() => onChange(({ [code]: _gone, ...others }) => others)}
                  >
                    {t('matters.removeShort')}
                  </Button>
                )}
              </Flex>
            ),
          },
        ]}
      />
    </>
  );
}
