import { Card, Flex, Form, Input, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useKeptText } from '../../components/kept-text.ts';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { Warrant } from './matter-data.ts';

function Ask({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const [until, setUntil] = useState('');
  const [reason, keep, forget] = useKeptText(`guanyun.extension.${warrant.id}`);
  return (
    <Flex vertical gap={8}>
      <Typography.Text type="secondary">
        {t('warrants.extensionHint', { latest: warrant.extension.latest })}
      </Typography.Text>
      <Form.Item
        label={t('warrants.extensionUntil')}
        htmlFor="extensionUntil"
        layout="vertical"
        required
        style={{ marginBottom: 0 }}
      >
        <Input
          id="extensionUntil"
          type="date"
          max={warrant.extension.latest}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      </Form.Item>
      <Input
        aria-label={t('warrants.extensionReason')}
        placeholder={t('warrants.extensionReason')}
        maxLength={200}
        value={reason}
        onChange={(event) => keep(event.target.value)}
      />
      <ActButton
        disabled={until === '' || reason.trim() === ''}
        mutation={trpc.warrants.askExtension.mutationOptions()}
        input={{ warrantId: warrant.id, until, reason: reason.trim() }}
        onDone={forget}
      >
        {t('warrants.askExtension')}
      </ActButton>
    </Flex>
  );
}

function Answer({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const [opinion, keep, forget] = useKeptText(`guanyun.extension.opinion.${warrant.id}`);
  const said = { warrantId: warrant.id, opinion: opinion.trim() };
  const button = (granted: boolean) => (
    <ActButton
      {...(granted ? { type: 'primary' as const } : { danger: true })}
      disabled={said.opinion === ''}
      mutation={trpc.warrants.answerExtension.mutationOptions()}
      input={{ ...said, granted }}
      onDone={forget}
    >
      {t(granted ? 'warrants.grant' : 'warrants.refuseExtension')}
    </ActButton>
  );
  return (
    <Flex vertical gap={8}>
      <Input
        aria-label={t('warrants.extensionOpinion')}
        placeholder={t('warrants.extensionOpinion')}
        maxLength={2000}
        value={opinion}
        onChange={(event) => keep(event.target.value)}
      />
      <Flex gap={8} wrap>
        {button(true)}
        {button(false)}
      </Flex>
    </Flex>
  );
}

/** The longer term of a warrant: asked for, answered, or to be. Nothing where nobody asked or can. */
export function ExtensionPanel({ warrant }: { warrant: Warrant }) {
  const t = useText();
  const { asked } = warrant.extension;
  const mayAsk = warrant.may.includes('warrants.askExtension');
  if (asked === null && !mayAsk) return null;
  return (
    <Card title={t('warrants.extension')} data-testid="extension">
      {asked !== null && (
        <div>
          {t('warrants.extensionAsked', {
            person: asked.askedBy.name,
            on: asked.askedOn,
            until: asked.until,
            reason: asked.reason,
          })}
        </div>
      )}
      {asked !== null && asked.granted !== null && (
        <div>
          {t(asked.granted ? 'warrants.extensionGranted' : 'warrants.extensionRefused', {
            person: asked.answeredBy?.name ?? '',
            on: asked.answeredOn ?? '',
            opinion: asked.opinion ?? '',
          })}
        </div>
      )}
      {mayAsk && <Ask warrant={warrant} />}
      {warrant.may.includes('warrants.answerExtension') && <Answer warrant={warrant} />}
    </Card>
  );
}
