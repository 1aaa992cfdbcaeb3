import { Alert, Button, Flex, Upload } from 'antd';
import { useState } from 'react';
import { type TextKey, useText } from '../texts/text.ts';

export type UploadedDocument = { readonly digest: string; readonly name: string; readonly size: number };

const becauseOf: Readonly<Record<number, TextKey>> = { 413: 'upload.tooLarge', 415: 'upload.type' };

/** The server has no room for the file, and says so. */
const isFull = async (response: Response): Promise<boolean> =>
  ((await response.json().catch(() => null)) as { failure?: { kind?: string } | null } | null)?.failure
    ?.kind === 'full';

async function send(file: File): Promise<UploadedDocument | TextKey> {
  const form = new FormData();
  form.append('file', file);
  try {
    const response = await fetch('/documents', { method: 'POST', body: form, headers: { 'x-guanyun': '1' } });
    if (!response.ok)
      return becauseOf[response.status] ?? ((await isFull(response)) ? 'failure.full' : 'failure.bug');
    return (await response.json()) as UploadedDocument;
  } catch {
    return 'upload.lost';
  }
}

/** Uploads one file; the server answers with its digest, which is what a case is bound to. */
export function DocumentUpload({
  onDone,
  label,
}: {
  readonly onDone: (document: UploadedDocument) => void;
  readonly label?: string;
}) {
  const t = useText();
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState<TextKey | null>(null);
  const upload = async (file: File): Promise<void> => {
    setBusy(true);
    const result = await send(file);
    setBusy(false);
    setFailed(typeof result === 'string' ? result : null);
    if (typeof result !== 'string') onDone(result);
  };
  return (
    <Flex vertical gap={4} align="start">
      <Upload
        showUploadList={false}
        beforeUpload={(file) => {
          void upload(file);
          return false;
        }}
      >
        <Button loading={busy} size="small">
          {busy ? t('upload.busy') : (label ?? t('upload.choose'))}
        </Button>
      </Upload>
      {failed === null ? null : (
        <Alert type="error" role="alert" title={t('upload.failed', { because: t(failed) })} />
      )}
    </Flex>
  );
}
