// src/evidence/intake/mediaTypes.ts —— 文件格式:what a file is by its content, never by its name
import { EvidenceRefused } from '../refusal.ts';

type Format = { type: string; name: string; extensions: string[] };

/** The formats taken in as evidence (handbook §4.7: formats that open without proprietary software). */
export const formats: readonly Format[] = [
  { type: 'image/jpeg', name: 'JPEG 照片', extensions: ['jpg', 'jpeg'] },
  { type: 'image/png', name: 'PNG 图片', extensions: ['png'] },
  { type: 'image/webp', name: 'WebP 图片', extensions: ['webp'] },
  { type: 'video/mp4', name: 'MP4 视频', extensions: ['mp4', 'm4v'] },
  { type: 'video/quicktime', name: 'MOV 视频', extensions: ['mov'] },
  { type: 'video/webm', name: 'WebM 视频', extensions: ['webm'] },
  { type: 'audio/webm', name: 'WebM 录音', extensions: ['webm', 'weba'] },
  { type: 'audio/mpeg', name: 'MP3 录音', extensions: ['mp3'] },
  { type: 'audio/wav', name: 'WAV 录音', extensions: ['wav'] },
  { type: 'audio/mp4', name: 'M4A 录音', extensions: ['m4a'] },
  { type: 'application/pdf', name: 'PDF 文档', extensions: ['pdf'] },
];

const accepted = 'JPG、PNG、WebP、MP4、MOV、WebM、MP3、WAV、M4A、PDF';

/** Bytes of the file's beginning that `sniff` wants to see. */
export const HEAD = 4096;

const ascii = (head: Uint8Array, from: number, to: number) => String.fromCharCode(...head.subarray(from, to));
const startsWith = (head: Uint8Array, ...bytes: number[]) => bytes.every((byte, i) => head[i] === byte);

/** ISO base media: the major brand decides, then the compatible ones; still pictures (HEIC, AVIF) and 3GP are not on the list. */
function isoTypes(head: Uint8Array): string[] {
  const atom = ascii(head, 4, 8);
  if (['moov', 'wide', 'mdat'].includes(atom)) return ['video/quicktime'];
  if (atom !== 'ftyp') return [];
  const end = Math.min(new DataView(head.buffer, head.byteOffset, 4).getUint32(0), head.length, 256);
  const brands = [ascii(head, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(head, at, at + 4));
  const major = brands[0]!;
  if (major === 'qt  ') return ['video/quicktime'];
  if (/^M4[AB] $/.test(major)) return ['audio/mp4'];
  if (/^(hei|hev|mif|msf|avi[fs])/.test(major)) return [];
  return brands.some((brand) => /^(iso\d|isom|mp4[12]|avc1|M4V |dash|MSNV|XAVC)$/.test(brand)) ? ['video/mp4', 'audio/mp4'] : [];
}

const BIT_RATES = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const LOW_BIT_RATES = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Length of the MPEG layer III frame at `at`, or 0 when there is none. */
function mp3Frame(head: Uint8Array, at: number): number {
  const [a, b, c] = [head[at] ?? 0, head[at + 1] ?? 0, head[at + 2] ?? 0];
  const version = (b >> 3) & 3;
  if (a !== 0xff || (b & 0xe6) !== 0xe2 || version === 1) return 0;
  const rate = [44100, 48000, 32000][(c >> 2) & 3];
  const bits = (version === 3 ? BIT_RATES : LOW_BIT_RATES)[c >> 4];
  if (!rate || !bits) return 0;
  const [scale, samples] = version === 3 ? [1, 144] : [version === 2 ? 2 : 4, 72];
  return Math.floor((samples * bits * 1000) / (rate / scale)) + ((c >> 1) & 1);
}

const isMp3 = (head: Uint8Array) => {
  if (ascii(head, 0, 3) === 'ID3') return (head[3] ?? 255) < 5 && (head[4] ?? 255) < 255;
  const first = mp3Frame(head, 0);
  // Two bytes alone would let any file pass: the next frame must follow where the first one ends.
  return first > 0 && mp3Frame(head, first) > 0;
};

/** The media types the beginning of a file fits (several where a container holds picture or sound alike); empty when none on the list. */
export function sniff(head: Uint8Array): string[] {
  if (head.length < 12) return [];
  if (startsWith(head, 0xff, 0xd8, 0xff)) return ['image/jpeg'];
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return ['image/png'];
  if (/^%PDF-[12]\.\d/.test(ascii(head, 0, 8))) return ['application/pdf'];
  const riff = ascii(head, 0, 4) === 'RIFF' ? ascii(head, 8, 12) : '';
  if (riff === 'WEBP') return ['image/webp'];
  if (riff === 'WAVE') return ['audio/wav'];
  if (startsWith(head, 0x1a, 0x45, 0xdf, 0xa3))
    return /\x42\x82[\x80-\x90]webm/.test(ascii(head, 0, 64)) ? ['video/webm', 'audio/webm'] : [];
  if (isMp3(head)) return ['audio/mpeg'];
  return isoTypes(head);
}

/** A well-known format that is not on the list, by its Chinese name and what to do instead. */
function foreign(head: Uint8Array): string {
  const text = ascii(head, 0, 64);
  if (/^....ftyp(hei|hev|mif|avi[fs])/s.test(text))
    return '这是 HEIC 或 AVIF 照片；请在手机相机设置中改为“兼容性最佳”（JPG）后重新拍摄，或随原设备提交。';
  if (text.startsWith('PK')) return '这是压缩包或 Word、Excel 文档；请导出为 PDF 后上传。';
  if (text.startsWith('\xd0\xcf\x11\xe0')) return '这是旧版 Word、Excel 文档；请导出为 PDF 后上传。';
  if (/^GIF8/.test(text)) return '这是 GIF 动图；请上传原始照片或录像。';
  if (/^(II\*\0|MM\0\*|BM)/.test(text)) return '这是 TIFF 或 BMP 图片；请另存为 PNG 后上传。';
  if (/^\s*<(!doctype|html|svg|\?xml)/i.test(text)) return '这是网页或矢量图；请打印为 PDF 后上传。';
  if (/^(MZ|\x7fELF|#!)/.test(text)) return '这是程序，不能作为音像或书证上传。';
  return `认不出这是什么文件，可能已损坏。可以上传：${accepted}。`;
}

const extensionOf = (name: string) => /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
const named = (name: string) => formats.filter(({ extensions }) => extensions.includes(extensionOf(name)));

const aliases: Record<string, string> = {
  'image/jpg': 'image/jpeg',
  'image/pjpeg': 'image/jpeg',
  'audio/mp3': 'audio/mpeg',
  'audio/x-wav': 'audio/wav',
  'audio/wave': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-m4a': 'audio/mp4',
  'audio/m4a': 'audio/mp4',
  'video/x-m4v': 'video/mp4',
};
/** A media type without parameters, in its registered spelling; '' for "unknown". */
const plainType = (declared: string | undefined) => {
  const type = (declared ?? '').split(';')[0]!.trim().toLowerCase();
  return type === 'application/octet-stream' ? '' : (aliases[type] ?? type);
};

/** Refuses before a byte is sent what its name or declared type already excludes ('format-unknown', 415). */
export function refuseByName(name: string, declared?: string): void {
  const type = plainType(declared);
  if (named(name).length > 0 && (type === '' || formats.some((format) => format.type === type))) return;
  throw new EvidenceRefused('format-unknown', 415, '不收这种格式的文件', `“${name}”不在可以上传的格式之列：${accepted}。`);
}

/** The media type of a file by its content; refuses unknown content ('format-unknown') and content that is not what the name says ('renamed'). */
export function mediaTypeOf(head: Uint8Array, name: string, declared?: string): string {
  const types = sniff(head);
  if (types.length === 0)
    throw new EvidenceRefused('format-unknown', 415, '不收这种格式的文件', `“${name}”的内容不在可收之列。${foreign(head)}`);
  const type = plainType(declared);
  const fitting = named(name).filter((format) => types.includes(format.type) && (type === '' || sameContainer(type, format.type)));
  if (fitting.length > 0) return (fitting.find((format) => format.type === type) ?? fitting[0]!).type;
  const real = formats.find((format) => format.type === types[0])!;
  throw new EvidenceRefused(
    'renamed',
    415,
    '文件名与内容不符',
    `“${name}”的内容其实是 ${real.name}，文件可能被改过名。请用设备生成的原始文件名（.${real.extensions[0]}）重新上传；证据不得改名后冒充其他格式。`,
  );
}

const container = (type: string) => type.replace(/^(audio|video)\/(mp4|webm)$/, 'container/$2');
const sameContainer = (a: string, b: string) => container(a) === container(b);
