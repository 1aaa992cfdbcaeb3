import { useQuery } from '@tanstack/react-query';
import { Button, Flex, Input, Popover, Select } from 'antd';
import { useState } from 'react';
import { ActButton } from '../../components/act-button.tsx';
import { FailureAlert } from '../../components/failure-alert.tsx';
import { useText } from '../../texts/text.ts';
import { trpc } from '../../trpc.ts';
import { addressOf, type MatterFilter } from './matter-filter.ts';

type Props = { readonly filter: MatterFilter; readonly onChange: (filter: MatterFilter) => void };

const written = (filter: MatterFilter): string => JSON.stringify(addressOf(filter));

function KeepView({ filter, name: kept }: { filter: MatterFilter; name: string }) {
  const t = useText();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(kept);
  return (
    <Popover
      trigger="click"
      open={open}
      onOpenChange={setOpen}
      title={t('matters.saveView')}
      content={
        <Flex gap={8}>
          <Input
            aria-label={t('matters.viewName')}
            placeholder={t('matters.viewName')}
            maxLength={40}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <ActButton
            type="primary"
            mutation={trpc.views.save.mutationOptions()}
            input={{ name: name.trim(), filter }}
            disabled={name.trim() === ''}
            onDone={() => setOpen(false)}
          >
            {t('matters.keepView')}
          </ActButton>
        </Flex>
      }
    >
      <Button>{t('matters.saveView')}</Button>
    </Popover>
  );
}

/** One's own named filters: choose one, keep the present one, remove the chosen. */
export function SavedViews({ filter, onChange }: Props) {
  const t = useText();
  const { data: views = [], error } = useQuery(trpc.views.list.queryOptions());
  const chosen = views.find((view) => written(view.filter as MatterFilter) === written(filter));
  return (
    <>
      <Select<string | null>
        style={{ width: 180 }}
        aria-label={t('matters.views')}
        placeholder={t('matters.views')}
        notFoundContent={t('matters.noViews')}
        value={chosen?.id ?? null}
        options={views.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => onChange((views.find((view) => view.id === id)?.filter ?? {}) as MatterFilter)}
      />
      {chosen === undefined ? (
        <KeepView key={written(filter)} filter={filter} name="" />
      ) : (
        <ActButton
          mutation={trpc.views.remove.mutationOptions()}
          input={{ id: chosen.id }}
          confirm={t('matters.removeViewSure', { name: chosen.name })}
        >
          {t('matters.removeView')}
        </ActButton>
      )}
      <FailureAlert error={error} />
    </>
  );
}
