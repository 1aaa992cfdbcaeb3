import { Alert, Button, Card, Checkbox, Flex, Form, Input } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { type Catalogue, type Figure, figuresIn, type Version } from './catalogue-data.ts';
import { FigureField } from './figure-field.tsx';
import { FigureList } from './figure-list.tsx';
import { type Edit, fieldOf, readDraft, refusedKeys, useKeptEdit } from './kept-edit.ts';
import { MatterChoice, PROCEDURE } from './matter-choice.tsx';

type Content = ReturnType<typeof readDraft>['content'];
type Header = Omit<Edit, 'typed'>;

function HeaderFields({ content, onChange }: { content: Content; onChange: (part: Header) => void }) {
  const t = useText();
  const missing = (text: string, key: 'catalogue.nameNeeded' | 'catalogue.dayNeeded') =>
    text === '' ? { validateStatus: 'error' as const, help: t(key) } : {};
  return (
    <Flex wrap gap={16}>
      <Form.Item
        label={t('catalogue.name')}
        htmlFor="versionName"
        layout="vertical"
        required
        {...missing(content.version, 'catalogue.nameNeeded')}
      >
        <Input
          id="versionName"
          maxLength={100}
          autoComplete="off"
          value={content.version}
          onChange={(event) => onChange({ version: event.target.value })}
        />
      </Form.Item>
      <Form.Item
        label={t('catalogue.effectiveFrom')}
        htmlFor="versionFrom"
        layout="vertical"
        required
        {...missing(content.effectiveFrom, 'catalogue.dayNeeded')}
      >
        <Input
          id="versionFrom"
          type="date"
          value={content.effectiveFrom}
          onChange={(event) => onChange({ effectiveFrom: event.target.value })}
        />
      </Form.Item>
      <Form.Item label={t('catalogue.retroactive')} layout="vertical">
        <Checkbox
          checked={content.retroactive}
          onChange={(event) => onChange({ retroactive: event.target.checked })}
        >
          {t('catalogue.forced')}
        </Checkbox>
      </Form.Item>
      {content.retroactive && (
        <Form.Item label={t('catalogue.legalText')} htmlFor="legalText" layout="vertical" required>
          <Input
            id="legalText"
            style={{ width: 420, maxWidth: '100%' }}
            maxLength={500}
            value={content.legalText}
            onChange={(event) => onChange({ legalText: event.target.value })}
          />
        </Form.Item>
      )}
    </Flex>
  );
}

/** How many changed figures each matter has. */
function marksOf(figures: readonly Figure[], values: Readonly<Record<string, string>>) {
  const marks = new Map<string, number>();
  for (const figure of figures) {
    if (values[figure.key] === undefined) continue;
    const key = figure.matter ?? PROCEDURE;
    marks.set(key, (marks.get(key) ?? 0) + 1);
  }
  return marks;
}

type Kept = ReturnType<typeof useKeptEdit>;
type Read = ReturnType<typeof readDraft>;

function Saving({ version, kept, read, wrong }: { version: Version; kept: Kept; read: Read; wrong: number }) {
  const t = useText();
  const { content, unsaved } = read;
  return (
    <Flex wrap gap={12} align="center">
      <ActButton
        type="primary"
        disabled={unsaved === 0 || wrong > 0 || content.version === '' || content.effectiveFrom === ''}
        mutation={trpc.catalogue.revise.mutationOptions()}
        input={{
          ...content,
          id: version.id,
          revision: version.revision,
          legalText: content.retroactive ? content.legalText : null,
        }}
        onDone={kept.forget}
      >
        {t('catalogue.save')}
      </ActButton>
      {unsaved > 0 && <Button onClick={kept.forget}>{t('catalogue.revert')}</Button>}
      <span className="figure-note">
        {unsaved === 0 ? t('catalogue.saved') : t('catalogue.unsaved', { count: unsaved })}
      </span>
      {wrong > 0 && <Alert type="error" showIcon title={t('catalogue.wrong', { count: wrong })} />}
    </Flex>
  );
}

/** Changes a draft: its name and day, and every figure that law does not fix. What is typed stays until it is saved. */
export function DraftEditor({ catalogue, version }: { catalogue: Catalogue; version: Version }) {
  const t = useText();
  const kept = useKeptEdit(version.id);
  const [chosen, setChosen] = useState<string>(catalogue.lines[0]?.slug ?? PROCEDURE);
  const [words, setWords] = useState('');
  const [onlyChanged, setOnlyChanged] = useState(false);
  const { edit, change } = kept;
  const read = readDraft(version, edit, catalogue.figures);
  const refused = refusedKeys(read);
  const problemOf = ({ key }: Figure) =>
    read.malformed.has(key) ? 'malformed' : refused.has(key) ? 'disorder' : null;
  const differs = ({ key }: Figure): boolean =>
    read.changed.has(key) || read.malformed.has(key) || read.content.values[key] !== undefined;
  const shown = figuresIn(catalogue.figures, chosen === PROCEDURE ? null : chosen, words).filter(
    (figure) => !onlyChanged || differs(figure),
  );
  return (
    <Card title={t('catalogue.edit')}>
      <HeaderFields content={read.content} onChange={(part) => change({ ...edit, ...part })} />
      <Saving version={version} kept={kept} read={read} wrong={read.malformed.size + refused.size} />
      <Flex wrap gap={16} align="center" style={{ margin: '16px 0' }}>
        <Input
          allowClear
          style={{ width: 240 }}
          aria-label={t('catalogue.search')}
          placeholder={t('catalogue.search')}
          value={words}
          onChange={(event) => setWords(event.target.value)}
        />
        <Checkbox checked={onlyChanged} onChange={(event) => setOnlyChanged(event.target.checked)}>
          {t('catalogue.onlyChanged')}
        </Checkbox>
      </Flex>
      <div className="catalogue-body">
        <MatterChoice
          catalogue={catalogue}
          chosen={chosen}
          onChoose={setChosen}
          marks={marksOf(catalogue.figures, read.content.values)}
        />
        <div>
          <FigureList
            figures={shown}
            isChanged={differs}
            field={(figure) => (
              <FigureField
                figure={figure}
                typed={fieldOf(version, edit, figure)}
                problem={problemOf(figure)}
                onType={(typed) => change({ ...edit, typed: { ...edit.typed, [figure.key]: typed } })}
              />
            )}
          />
        </div>
      </div>
    </Card>
  );
}
