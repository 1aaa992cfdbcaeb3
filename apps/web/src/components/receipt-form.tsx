import { Flex } from 'antd';
import { type ReactNode, useState } from 'react';
import type { TextKey } from '../texts/text.ts';
import { type Paper, PapersField } from './papers-field.tsx';
import { TextField } from './text-field.tsx';

type Typed = { readonly on: string; readonly document: string };
type Props = {
  readonly id: string;
  readonly label: TextKey;
  /** What the paper is called. */
  readonly paper: string;
  readonly max?: string;
  /** The button that acts on what is typed; null until both are there. */
  readonly children: (typed: Typed | null) => ReactNode;
};

/** A day and the one paper that shows it. */
export function ReceiptForm({ id, label, paper, max, children }: Props) {
  const [on, setOn] = useState('');
  const [papers, setPapers] = useState<Paper[]>([]);
  const document = papers[0]?.digest;
  return (
    <Flex wrap gap={16} align="start">
      <TextField
        {...{ id, label }}
        type="date"
        required
        {...(max === undefined ? {} : { max })}
        value={on}
        onChange={setOn}
      />
      <Flex vertical gap={8}>
        <PapersField papers={papers} onChange={(all) => setPapers(all.slice(-1))} label={paper} />
        {children(on === '' || document === undefined ? null : { on, document })}
      </Flex>
    </Flex>
  );
}
