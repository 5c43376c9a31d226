// src/ledger/vouching/timestamp.ts —— 时间戳:RFC 3161 requests and answers over a checkpoint, and what an answer proves
import { createHash, randomBytes, X509Certificate } from 'node:crypto';
import { Integer, Null, OctetString } from 'asn1js';
import {
  AlgorithmIdentifier,
  Certificate,
  ExtKeyUsage,
  MessageImprint,
  SignedData,
  SignedDataVerifyError,
  TimeStampReq,
  TimeStampResp,
  TSTInfo,
} from 'pkijs';
import { sameBytes } from '../../base/bytes.ts';

const SHA256 = '2.16.840.1.101.3.4.2.1';
const EXT_KEY_USAGE = '2.5.29.37';
const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';
const NONCE_BYTES = 16;

/** A time stamp that proves nothing about these bytes; the message is a Chinese sentence without its full stop. */
export class TimestampError extends Error {
  override name = 'TimestampError';
}

/** What a good answer says: when (by the authority's clock), by whom, and whether its certificate leads to a trusted one. */
export type Timestamp = { time: Date; authority: string; trusted: boolean };

const digestOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

/** A request (DER) for the SHA-256 of bytes, with a fresh nonce, asking for the certificates. */
export function timestampRequest(bytes: Uint8Array): { der: Uint8Array<ArrayBuffer>; nonce: Uint8Array } {
  const nonce = randomBytes(NONCE_BYTES);
  nonce[0] = (nonce[0]! & 0x7f) | 1; // a positive number that is written with all its bytes
  const request = new TimeStampReq({
    version: 1,
    messageImprint: new MessageImprint({
      hashAlgorithm: new AlgorithmIdentifier({ algorithmId: SHA256, algorithmParams: new Null() }),
      hashedMessage: new OctetString({ valueHex: bufferOf(digestOf(bytes)) }),
    }),
    nonce: new Integer({ valueHex: bufferOf(nonce) }),
    certReq: true,
  });
  return { der: new Uint8Array(request.toSchema().toBER()), nonce };
}

/**
 * Checks an answer (DER) over bytes: its imprint, the authority's signature, the purpose of its certificate, the chain to one of `trusted`
 * (PEM; none given: not checked, and said so), and the nonce when it was asked for just now. Throws TimestampError.
 */
export async function openTimestamp(
  tsr: Uint8Array,
  bytes: Uint8Array,
  { trusted = [], nonce }: { trusted?: readonly string[]; nonce?: Uint8Array } = {},
): Promise<Timestamp> {
  const { signed, info } = read(tsr);
  if (info.messageImprint.hashAlgorithm.algorithmId !== SHA256 || !sameBytes(hexOf(info.messageImprint.hashedMessage), digestOf(bytes)))
    throw new TimestampError('时间戳盖的不是这个检查点');
  if (nonce && !(info.nonce && sameBytes(hexOf(info.nonce), nonce))) throw new TimestampError('时间戳不是对这次请求的答复');
  const trustedCerts = trusted.flatMap(certificatesIn);
  const checked = await signed
    .verify({ signer: 0, data: bufferOf(bytes), checkChain: trustedCerts.length > 0, trustedCerts, extendedMode: true })
    .catch((error: unknown) => {
      const chain = error instanceof SignedDataVerifyError && error.code === 5;
      throw new TimestampError(chain ? '时间戳的证书不是由所信的机构签发的，或者盖章时已经过期' : '时间戳的签名不对');
    });
  if (!checked.signatureVerified || !checked.signerCertificate) throw new TimestampError('时间戳的签名不对');
  if (!isForStamping(checked.signerCertificate)) throw new TimestampError('签时间戳的证书不是用来签时间戳的');
  const { subject } = new X509Certificate(Buffer.from(checked.signerCertificate.toSchema().toBER()));
  const authority = /^CN=(.+)$/m.exec(subject)?.[1] ?? subject.replaceAll('\n', ' ');
  return { time: info.genTime, authority, trusted: trustedCerts.length > 0 };
}

function read(tsr: Uint8Array): { signed: SignedData; info: TSTInfo } {
  try {
    const { status, timeStampToken } = TimeStampResp.fromBER(bufferOf(tsr));
    if (status.status > 1 || !timeStampToken) throw new TimestampError('时间戳机构没有盖章');
    const signed = new SignedData({ schema: timeStampToken.content });
    if (signed.signerInfos.length !== 1) throw new TimestampError('时间戳的格式不对');
    return { signed, info: TSTInfo.fromBER(signed.encapContentInfo.eContent!.getValue()) };
  } catch (error) {
    throw error instanceof TimestampError ? error : new TimestampError('时间戳的格式不对');
  }
}

/** RFC 3161 §2.3: the certificate's extended key usage is critical and names time stamping only. */
function isForStamping(certificate: Certificate): boolean {
  const usage = certificate.extensions?.find(({ extnID }) => extnID === EXT_KEY_USAGE);
  const purposes = usage?.parsedValue instanceof ExtKeyUsage ? usage.parsedValue.keyPurposes : [];
  return usage?.critical === true && purposes.length === 1 && purposes[0] === TIME_STAMPING;
}

/** The certificates of a PEM text; throws TimestampError when there is none. */
export function certificatesIn(pem: string): Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  try {
    if (blocks.length > 0) return blocks.map((block) => Certificate.fromBER(bufferOf(new X509Certificate(block).raw)));
  } catch {
    // said below
  }
  throw new TimestampError('时间戳机构的证书文件里没有读得出的证书（PEM）');
}

const bufferOf = (bytes: Uint8Array): ArrayBuffer => new Uint8Array(bytes).buffer;
const hexOf = (value: { valueBlock: { valueHexView: Uint8Array } }) => value.valueBlock.valueHexView;
