import { Empty } from 'antd';

/** Nothing here yet, and what would bring something. */
export function EmptyState({ title, hint }: { readonly title: string; readonly hint?: string }) {
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      description={
        <>
          <div>{title}</div>
          {hint === undefined ? null : <div style={{ color: '#55626d' }}>{hint}</div>}
        </>
      }
    />
  );
}
