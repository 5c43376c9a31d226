// src/console/case/tabs/Shots.tsx —— 证据的小图:what it is, in words and a drawing; the picture itself on asking, because each look is recorded
import { useState } from 'react';
import { Icon, type IconName } from '../../parts/Icon.tsx';
import type { CaseView } from '../../wire/shapes.ts';
import { EvidenceViewer, evidenceUrl, labelOf } from './EvidenceViewer.tsx';

type Evidence = CaseView['evidence'][number];
const drawing = (type: string): IconName =>
  type.startsWith('image/') ? 'photo' : type.startsWith('video/') ? 'film' : type.startsWith('audio/') ? 'sound' : 'paper';
const FEW = 7;

export function Shots({ evidence, pictures = false, few = true }: { evidence: Evidence[]; pictures?: boolean; few?: boolean }) {
  const [open, setOpen] = useState<Evidence>();
  const [all, setAll] = useState(!few);
  const shown = all ? evidence : evidence.slice(0, FEW);
  return (
    <div className="shots">
      {shown.map((each) => (
        <button type="button" className="shot" key={each.id} onClick={() => setOpen(each)} title={`${each.name}（打开留查阅记录）`}>
          <span className="p">
            {pictures && each.mediaType.startsWith('image/') ? (
              <img src={evidenceUrl(each.id, 'thumbnail')} alt="" loading="lazy" width={88} height={60} />
            ) : (
              <Icon name={drawing(each.mediaType)} />
            )}
          </span>
          <span className="cp">
            <b>{labelOf(each)}</b> {each.name}
          </span>
        </button>
      ))}
      {shown.length < evidence.length && (
        <button type="button" className="shot" onClick={() => setAll(true)}>
          <span className="p small">另{evidence.length - shown.length}件</span>
        </button>
      )}
      {open && <EvidenceViewer evidence={open} onClose={() => setOpen(undefined)} />}
    </div>
  );
}
