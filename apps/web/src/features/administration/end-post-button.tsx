import { Button, Flex, Input, Modal, Typography } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { useCode, useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import type { PostLine } from './administration-data.ts';

/** Ends a post with a last day and a reason that goes into the journal. */
export function EndPostButton({ post, today }: { readonly post: PostLine; readonly today: string }) {
  const t = useText();
  const code = useCode();
  const fresh = { lastDay: today, reason: '' };
  const [open, setOpen] = useState(false);
  const [entered, setEntered] = useState(fresh);
  const title = t('posts.endOf', { name: post.person.name, post: code('post', post.kind) });
  const close = (): void => {
    setOpen(false);
    setEntered(fresh);
  };
  return (
    <>
      <Button size="small" danger aria-label={title} onClick={() => setOpen(true)}>
        {t('posts.end')}
      </Button>
      <Modal title={title} open={open} onCancel={close} footer={null} destroyOnHidden>
        <Flex vertical gap={12}>
          <label htmlFor={`last-${post.id}`}>{t('posts.lastDay')}</label>
          <Input
            id={`last-${post.id}`}
            type="date"
            style={{ width: 180 }}
            value={entered.lastDay}
            onChange={(event) => setEntered({ ...entered, lastDay: event.target.value })}
          />
          <Typography.Text type="secondary">{t('posts.lastDayHint')}</Typography.Text>
          <label htmlFor={`end-${post.id}`}>{t('administration.reason')}</label>
          <Input.TextArea
            id={`end-${post.id}`}
            rows={3}
            maxLength={200}
            value={entered.reason}
            placeholder={t('administration.reasonHint')}
            onChange={(event) => setEntered({ ...entered, reason: event.target.value })}
          />
          <ActButton
            type="primary"
            danger
            disabled={entered.reason.trim() === '' || entered.lastDay === ''}
            mutation={trpc.administration.endPost.mutationOptions()}
            input={{ postId: post.id, lastDay: entered.lastDay, reason: entered.reason.trim() }}
            onDone={close}
          >
            {t('act.confirm')}
          </ActButton>
        </Flex>
      </Modal>
    </>
  );
}
