import type { Picture } from './structure-picture.ts';

/** Browsers draw nothing on a larger canvas. */
const MOST_PIXELS = 16_000;
const SHARP = 2;

/** An address of data: the page's own rules let it draw nothing else that is not from the server. */
export const addressOf = ({ svg }: Pick<Picture, 'svg'>): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;

const loaded = (address: string): Promise<HTMLImageElement> =>
  new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => failed(new Error('the picture could not be drawn'));
    image.src = address;
  });

/** The picture in pixels, so that its characters are seen without their font; the drawing itself where that is too large. */
async function fileOf({ svg, width, height }: Picture): Promise<Blob> {
  const drawing = new Blob([svg], { type: 'image/svg+xml' });
  const scale = Math.min(SHARP, MOST_PIXELS / Math.max(width, height));
  if (scale < 1) return drawing;
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [Math.round(width * scale), Math.round(height * scale)];
  const image = await loaded(addressOf({ svg }));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return (await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'))) ?? drawing;
}

/** Hands a picture out as a file: PNG, or SVG where it is too large for that. */
export async function savePicture(picture: Picture, name: string): Promise<void> {
  const file = await fileOf(picture);
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${name}.${file.type === 'image/png' ? 'png' : 'svg'}`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
