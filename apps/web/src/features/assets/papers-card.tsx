import { Card, Flex, Form, Image, Tag, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { type Paper, PapersField } from '../../components/papers-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { ChoiceField } from './act-fields.tsx';
import type { Story } from './story-data.ts';

function AttachForm({ assetId, today }: { assetId: string; today: string }) {
  const t = useText();
  const [papers, setPapers] = useState<Paper[]>([]);
  const [title, setTitle] = useState('');
  const [kind, setKind] = useState<'photo' | 'paper'>('photo');
  const [on, setOn] = useState(today);
  const digest = papers[0]?.digest ?? '';
  return (
    <Form component="div" data-testid="attach-form">
      <Flex wrap gap={12}>
        <ChoiceField
          id="document-kind"
          label={t('assetActs.documentKind')}
          value={kind}
          options={[
            { value: 'photo', label: t('assetActs.photo') },
            { value: 'paper', label: t('assetActs.paperKind') },
          ]}
          onChange={setKind}
        />
        <TextField
          id="document-title"
          label="assetActs.documentTitle"
          required
          value={title}
          onChange={setTitle}
        />
        <TextField
          id="taken-on"
          label="assetActs.on"
          type="date"
          required
          max={today}
          value={on}
          onChange={setOn}
        />
      </Flex>
      <Flex vertical gap={8}>
        <PapersField
          papers={papers}
          onChange={(all) => setPapers(all.slice(-1))}
          label={t('assetActs.file')}
        />
        <ActButton
          disabled={digest === '' || title.trim() === '' || on === ''}
          mutation={trpc.assets.attach.mutationOptions()}
          input={{ assetId, digest, title: title.trim(), kind, on }}
          onDone={() => {
            setPapers([]);
            setTitle('');
          }}
        >
          {t('assetActs.attach')}
        </ActButton>
      </Flex>
    </Form>
  );
}

/** Photos and papers of the asset, whoever had it; images as thumbnails. */
export function PapersCard({ assetId, story }: { assetId: string; story: Story }) {
  const t = useText();
  const { documents, may, today } = story;
  return (
    <Card size="small" title={t('assetActs.documents')} data-testid="papers">
      {documents.length === 0 && (
        <Typography.Paragraph type="secondary">{t('assetActs.noDocuments')}</Typography.Paragraph>
      )}
      <Flex wrap gap={12} style={{ marginBottom: 12 }}>
        {documents.map(({ digest, title, kind, on, image }) => (
          <figure key={digest} style={{ margin: 0, width: 112 }}>
            {image && (
              <Image
                src={`/documents/${digest}`}
                alt={title}
                width={112}
                height={84}
                style={{ objectFit: 'cover' }}
              />
            )}
            <figcaption>
              <a href={`/documents/${digest}`} download>
                {title}
              </a>
              <br />
              <Tag>{t(kind === 'photo' ? 'assetActs.photo' : 'assetActs.paperKind')}</Tag>
              <Typography.Text type="secondary">{on}</Typography.Text>
            </figcaption>
          </figure>
        ))}
      </Flex>
      {may.attach && <AttachForm assetId={assetId} today={today} />}
    </Card>
  );
}
