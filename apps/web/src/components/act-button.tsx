import { type UseMutationOptions, useMutation } from '@tanstack/react-query';
import { App, Button, Flex, Popconfirm } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useText } from '../texts/text.ts';
import { FailureAlert } from './failure-alert.tsx';

type Props<I extends { requestId: string }, O, E, C> = {
  readonly mutation: UseMutationOptions<O, E, I, C>;
  readonly input: Omit<I, 'requestId'>;
  readonly onDone?: (answer: O) => void;
  readonly confirm?: string;
  readonly children: ReactNode;
  readonly type?: 'primary' | 'default';
  readonly danger?: boolean;
  readonly disabled?: boolean;
};

/**
 * One act. The same content keeps one request id over lost replies and double clicks, so it is done once; other content
 * is another request. A failure stands beside the button.
 */
export function ActButton<I extends { requestId: string }, O, E, C>(props: Props<I, O, E, C>) {
  const { mutation, input, onDone, confirm, children, type, danger, disabled } = props;
  const t = useText();
  const { message } = App.useApp();
  const act = useMutation(mutation);
  const request = useRef({ id: '', body: '' });
  const run = (): void => {
    const body = JSON.stringify(input);
    if (request.current.body !== body) request.current = { id: crypto.randomUUID(), body };
    act.mutate({ ...input, requestId: request.current.id } as I, {
      onSuccess: (answer) => {
        request.current = { id: '', body: '' };
        void message.success(t('act.done'));
        onDone?.(answer);
      },
    });
  };
  const button = (
    <Button
      {...(type === undefined ? {} : { type })}
      danger={danger ?? false}
      disabled={disabled ?? false}
      loading={act.isPending}
      {...(confirm === undefined ? { onClick: run } : {})}
    >
      {children}
    </Button>
  );
  return (
    <Flex vertical gap={8} align="start">
      {confirm === undefined ? (
        button
      ) : (
        <Popconfirm
          title={confirm}
          styles={{ root: { maxWidth: 'min(480px, 100vw)' } }}
          onConfirm={run}
          okText={t('act.confirm')}
          cancelText={t('act.cancel')}
          disabled={disabled ?? false}
        >
          {button}
        </Popconfirm>
      )}
      <FailureAlert error={act.error} />
    </Flex>
  );
}
