// src/console/case/tabs/EvidenceTab.tsx —— 证据:all items of the case, quoted or not, with who took them
import { useState } from 'react';
import { Empty } from '../../parts/states.tsx';
import type { CaseView } from '../../wire/shapes.ts';
import { labelOf, sized } from './EvidenceViewer.tsx';
import { Shots } from './Shots.tsx';

/** 证1, 证2, … 证10, then what is merely attached to a record, in the order of the records. */
const inOrder = (evidence: CaseView['evidence']) => {
  const key = (each: CaseView['evidence'][number]) =>
    labelOf(each) === '附件' ? 1e6 + (each.acts[0] ?? 1e5) : Number(/\d+/.exec(each.label)?.[0] ?? 1e5);
  return evidence.toSorted((a, b) => key(a) - key(b));
};

export function EvidenceTab({ view }: { view: CaseView }) {
  const [pictures, setPictures] = useState(false);
  const evidence = inOrder(view.evidence);
  if (evidence.length === 0) return <Empty title="还没有证据">在“收集证据”“现场勘验”等环节里直接上传，照片、录像、扫描件都可以。</Empty>;
  const photos = evidence.filter((each) => each.mediaType.startsWith('image/')).length;
  return (
    <>
      <div className="row-btns no-print">
        {photos > 0 && !pictures && (
          <button type="button" className="btn" onClick={() => setPictures(true)}>
            显示{photos}张照片的缩略图（每张留查阅记录）
          </button>
        )}
      </div>
      <Shots evidence={evidence} pictures={pictures} few={false} />
      <div className="panel gap-top scroll">
        <table className="tb">
          <thead>
            <tr>
              <th>编号</th>
              <th>名称</th>
              <th>大小</th>
              <th>拍摄</th>
              <th>用在</th>
              <th>报告引用</th>
            </tr>
          </thead>
          <tbody>
            {evidence.map((each) => (
              <tr key={each.id}>
                <td className="nw">{labelOf(each)}</td>
                <td>{each.name}</td>
                <td className="nw">{sized(each.size)}</td>
                <td className="nw">{each.capturedOn ?? '—'}</td>
                <td>{each.acts.map((n) => `第${n}条`).join('、') || '—'}</td>
                <td className="nw">
                  {each.quoted ? (
                    '已引用'
                  ) : labelOf(each) === '附件' ? (
                    '—'
                  ) : (
                    <span className={view.matrix ? 'soon' : 'mute'}>{view.matrix ? '没有引用' : '—'}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
