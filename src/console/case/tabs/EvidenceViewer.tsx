// src/console/case/tabs/EvidenceViewer.tsx —— 看证据:a stated purpose first, then the original, checked against its digest
import { type FormEvent, useState } from 'react';
import { Dialog } from '../../parts/Dialog.tsx';
import { ask } from '../../wire/http.ts';
import { query } from '../../wire/queries.ts';
import type { CaseView } from '../../wire/shapes.ts';

type Evidence = CaseView['evidence'][number];
const purposes = { checkingFacts: '核对案情', drafting: '制作文书', legalReview: '法制审核', hearing: '听证准备', supervision: '监督检查' };

/** The address of an item; each request of it is recorded with the purpose: its code, or the id of one that was written. */
export const evidenceUrl = (id: string, purpose: string): string => `/api/evidence/${id}?${query({ purpose })}`;

/** 证4, or 附件 for what is attached to a record without being evidence of the investigation (a waiver, a receipt). */
export const labelOf = (evidence: Evidence): string =>
  evidence.label.startsWith('证') || evidence.acts.length === 0 ? evidence.label : '附件';

/** Bytes as 1.2 MB. */
export const sized = (bytes: number): string =>
  bytes >= 1048576 ? `${(bytes / 1048576).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1024))} KB`;

export function EvidenceViewer({ evidence, onClose }: { evidence: Evidence; onClose: () => void }) {
  const [purpose, setPurpose] = useState<string>();
  const [wrong, setWrong] = useState<string>();
  const state = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const other = String(form.get('other') ?? '').trim();
    if (!other) return setPurpose(String(form.get('purpose')));
    ask<{ id: string }>('/api/purposes', { method: 'POST', body: { of: evidence.id, purpose: other } }).then(
      ({ id }) => setPurpose(id),
      (error: Error) => setWrong(error.message),
    );
  };
  return (
    <Dialog
      title={
        <>
          {labelOf(evidence)}　{evidence.name}
        </>
      }
      wide
      onClose={onClose}
    >
      {purpose ? (
        <Original evidence={evidence} purpose={purpose} />
      ) : (
        <form onSubmit={state}>
          <p>查阅原件会记下是谁、何时、为什么看，并当场核对原件摘要。</p>
          <fieldset className="row-btns">
            <legend className="vh">查阅用途</legend>
            {Object.entries(purposes).map(([code, words], i) => (
              <label key={code} className="tick">
                <input type="radio" name="purpose" value={code} defaultChecked={i === 0} />
                {words}
              </label>
            ))}
          </fieldset>
          <div className="row-btns">
            <input className="in short" name="other" maxLength={100} placeholder="其他用途" aria-label="其他用途" />
            <button type="submit" className="btn pri">
              查阅（留记录）
            </button>
          </div>
          {wrong && (
            <div className="err" role="alert">
              <p>{wrong}</p>
            </div>
          )}
        </form>
      )}
      <dl className="fields">
        <dt>文件</dt>
        <dd>
          {evidence.mediaType}，{sized(evidence.size)}
        </dd>
        {evidence.capturedOn && (
          <>
            <dt>拍摄日期</dt>
            <dd>{evidence.capturedOn}</dd>
          </>
        )}
        <dt>摘要</dt>
        <dd>SHA-256 {evidence.digest}</dd>
        <dt>用在</dt>
        <dd>
          {evidence.acts.length > 0 ? evidence.acts.map((n) => `第${n}条`).join('、') : '还没有关联到记录'}
          {evidence.quoted ? '，报告已引用' : ''}
        </dd>
      </dl>
    </Dialog>
  );
}

function Original({ evidence, purpose }: { evidence: Evidence; purpose: string }) {
  const [broken, setBroken] = useState(false);
  const url = evidenceUrl(evidence.id, purpose);
  const { mediaType, name } = evidence;
  if (broken)
    return (
      <div className="err" role="alert">
        <h2>打不开原件</h2>
        <p>
          原件可能与入库时的摘要不一致，或者这种格式不能在页面上显示。请告知系统管理员核对；也可以
          <a href={url} download={name}>
            下载
          </a>
          后查看。
        </p>
      </div>
    );
  return (
    <div className="viewer">
      {mediaType.startsWith('image/') && <img src={url} alt={name} onError={() => setBroken(true)} />}
      {mediaType.startsWith('video/') && (
        <video src={url} controls preload="metadata" onError={() => setBroken(true)}>
          <track kind="captions" />
        </video>
      )}
      {mediaType.startsWith('audio/') && (
        <audio src={url} controls onError={() => setBroken(true)}>
          <track kind="captions" />
        </audio>
      )}
      {!/^(image|video|audio)\//.test(mediaType) && (
        <a className="btn" href={url} target="_blank" rel="noreferrer">
          打开 {name}
        </a>
      )}
    </div>
  );
}
