/** Bytes on their way into and out of text and files. */
export type Bytes = Uint8Array<ArrayBuffer>;

export const bytesOf = (text: string): Bytes => new TextEncoder().encode(text) as Bytes;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < bytes.length; i += 0x8000)
    binary += String.fromCharCode(...bytes.subarray(i, i + 0x8000));
  return btoa(binary);
}
export const fromBase64 = (text: string): Bytes =>
  Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) as Bytes;

export const chance = (count: number): Bytes => crypto.getRandomValues(new Uint8Array(count)) as Bytes;

/** Hands a file to whoever sits at the browser. */
export function download(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
export const downloadJson = (name: string, value: object): void =>
  download(name, new Blob([`${JSON.stringify(value, null, 2)}\n`], { type: 'application/json' }));
