/** Long enough a side for the print of a paper to be read. */
const LONGEST_SIDE = 2_200;
const QUALITY = 0.82;
/** What is small already is not touched. */
const SMALL = 400_000;

/** A picture of a paper, made small on the phone and freed of what the camera wrote into it; other files as they are. */
export async function reduced(file: File): Promise<File> {
  if (!/^image\/(jpeg|png|webp|heic|heif)$/.test(file.type) || file.size <= SMALL) return file;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return file;
  const blob = await drawn(picture);
  picture.close();
  if (!blob || blob.size >= file.size) return file;
  return new File([blob], file.name.replace(/\.\w+$/, '') + '.jpg', { type: 'image/jpeg' });
}

function drawn(picture: ImageBitmap): Promise<Blob | null> {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  const pen = canvas.getContext('2d');
  if (!pen) return Promise.resolve(null);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return new Promise((done) => canvas.toBlob(done, 'image/jpeg', QUALITY));
}
